import { productInstanceAssignment } from "../../resources/product-instance-assignment/lifecycle";
import { dynamicProvider } from "../provider";

// State files keep the path of this module for years: it must not move.
export = dynamicProvider("ProductInstanceAssignment", productInstanceAssignment);
