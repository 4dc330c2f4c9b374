import { describe, expect, test } from "@jest/globals";
import { routeTo } from "../../../provider/src/wix/proxy";

const WIX = "https://www.wixapis.com";
const PROXY = "http://proxy.example:3128";

const wayTo = (url: string, env: Record<string, string>): string => {
  const route = routeTo(url, env);
  return route.via === "proxy" ? `${route.proxy.variable} ${route.proxy.shown}` : route.because;
};

describe("the proxy that the environment names", () => {
  test.each([
    ["none", WIX, {}, "unset"],
    ["an empty one", WIX, { HTTPS_PROXY: " " }, "unset"],
    ["upper case", WIX, { HTTPS_PROXY: PROXY }, `HTTPS_PROXY ${PROXY}`],
    ["lower case first", WIX, { HTTPS_PROXY: "http://other:1", https_proxy: PROXY }, `https_proxy ${PROXY}`],
    ["that of http in place of none for https", WIX, { HTTP_PROXY: PROXY }, `HTTP_PROXY ${PROXY}`],
    [
      "that of https first",
      WIX,
      { http_proxy: "http://other:1", HTTPS_PROXY: PROXY },
      `HTTPS_PROXY ${PROXY}`,
    ],
    ["one without a scheme", WIX, { HTTPS_PROXY: "proxy.example:3128" }, `HTTPS_PROXY ${PROXY}`],
    ["one that speaks TLS", WIX, { HTTPS_PROXY: "https://p.example" }, "HTTPS_PROXY https://p.example"],
    ["loopback, by address", "http://127.0.0.1:4000", { HTTP_PROXY: PROXY }, "loopback"],
    ["loopback, by name", "https://localhost:4000", { HTTPS_PROXY: PROXY }, "loopback"],
    ["loopback, of IPv6", "http://[::1]:4000", { HTTP_PROXY: PROXY }, "loopback"],
  ] as const)("%s", (_, url, env, way) => {
    expect(wayTo(url, env)).toBe(way);
  });

  test.each([
    ["www.wixapis.com", "excluded"],
    ["WIXAPIS.com", "excluded"],
    [".wixapis.com", "excluded"],
    ["*.wixapis.com", "excluded"],
    ["a.example, wixapis.com", "excluded"],
    ["a.example wixapis.com", "excluded"],
    ["wixapis.com:443", "excluded"],
    ["*", "excluded"],
    ["*.www.wixapis.com", `HTTPS_PROXY ${PROXY}`],
    ["apis.com", `HTTPS_PROXY ${PROXY}`],
    ["wixapis.com:8443", `HTTPS_PROXY ${PROXY}`],
    ["", `HTTPS_PROXY ${PROXY}`],
    [" , ", `HTTPS_PROXY ${PROXY}`],
    [".", `HTTPS_PROXY ${PROXY}`],
  ])("NO_PROXY=%s", (NO_PROXY, way) => {
    expect(wayTo(WIX, { HTTPS_PROXY: PROXY, NO_PROXY })).toBe(way);
  });

  test("is shown without its credentials", () => {
    const route = routeTo(WIX, { HTTPS_PROXY: "http://me:hunter2@proxy.example:3128/" });
    expect(route).toMatchObject({ via: "proxy", proxy: { shown: PROXY } });
  });

  test.each([
    "socks5://proxy.example:1080",
    "http://me:hunter2@",
    "http://me:hunter2@proxy:port",
    "http://me:hunter2%@proxy",
  ])("%s is refused without being shown", HTTPS_PROXY => {
    expect(() => routeTo(WIX, { HTTPS_PROXY })).toThrow(/^HTTPS_PROXY is no address of an HTTP proxy/);
    expect(() => routeTo(WIX, { HTTPS_PROXY })).not.toThrow(/hunter2|1080/);
  });
});
