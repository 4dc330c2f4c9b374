import { ConfigurationError } from "../../wix/errors";
import { routeTo } from "../../wix/proxy";
import { fail, ok, type Finding } from "./finding";

/** Which way requests to the base URL go. */
export const judgeWay = (baseUrl: string, env: Readonly<Record<string, string | undefined>>): Finding => {
  const { host } = new URL(baseUrl);
  try {
    const route = routeTo(baseUrl, env);
    if (route.via === "proxy")
      return ok("proxy", `${host} is called through ${route.proxy.shown} (${route.proxy.variable})`);
    switch (route.because) {
      case "unset":
        return ok("proxy", `none is set; ${host} is called directly`);
      case "loopback":
        return ok("proxy", `${host} is this machine, and is called directly`);
      case "excluded":
        return ok("proxy", `${host} is called directly, by "${route.entry}" of NO_PROXY`);
    }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return fail("proxy", error.message, "Requests end here until it is right.");
  }
};
