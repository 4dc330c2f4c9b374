import { promise } from "./promise.ts";

promise(0);
