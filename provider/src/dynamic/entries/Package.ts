import { wixPackage } from "../../resources/package/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep the path of this module for years: it must not move.
export = dynamicProvider("Package", wixPackage);
