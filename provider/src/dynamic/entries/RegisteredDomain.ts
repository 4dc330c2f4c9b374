import { registeredDomain } from "../../resources/registered-domain/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep "pulumi-wix/provider/" and the name of this file for years: it must not be renamed.
export = dynamicProvider("RegisteredDomain", registeredDomain);
