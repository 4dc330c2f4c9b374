/* What Pulumi's engine runs: the folder's `main`. Programs that import the package by name get `exports` instead. */
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./index";

new PolicyPack("pulumi-wix", { policies });
