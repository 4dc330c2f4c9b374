import { registeredDomain } from "../../resources/registered-domain/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep the path of this module for years: it must not move.
export = dynamicProvider("RegisteredDomain", registeredDomain);
