import { connectedDomain } from "../../resources/connected-domain/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep the path of this module for years: it must not move.
export = dynamicProvider("ConnectedDomain", connectedDomain);
