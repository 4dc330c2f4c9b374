import { siteTransfer } from "../../resources/site-transfer/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep the path of this module for years: it must not move.
export = dynamicProvider("SiteTransfer", siteTransfer);
