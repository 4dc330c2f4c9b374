import * as tls from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { undiciTransport, type Exchange, type Reply } from "../../../provider/src/wix/transport";
import { certify, type Certified } from "../../support/certificates.ts";
import { startConnectProxy, type ConnectProxy } from "../../support/connect-proxy.ts";
import { startProxy, type Proxy } from "../../support/proxy.ts";

const HOST = "wix.invalid";

/** Of a server that does not exist but for the proxy. */
const exchange: Exchange = {
  method: "POST",
  url: `https://${HOST}/resellers/v2/packages`,
  headers: { authorization: "the-key" },
  body: "{}",
};

let certified: Certified;
const trusted = tls.getCACertificates("default");
beforeAll(async () => {
  certified = await certify(HOST);
});
afterAll(() => tls.setDefaultCACertificates(trusted));

let front: Proxy;
let proxy: ConnectProxy;
beforeEach(async () => {
  tls.setDefaultCACertificates([...trusted, certified.ca]);
  front = await startProxy("http://127.0.0.1:9", certified);
  proxy = await startConnectProxy(front.url);
});
afterEach(async () => {
  await proxy.close();
  await front.close();
});

const send = (address = proxy.url): Promise<Reply> =>
  undiciTransport(10_000, { HTTPS_PROXY: address })(exchange);

/** Without the protocol, which stands before the credentials. */
const withCredentials = (): string => proxy.url.replace("://", "://me%40work:hunter2@");

const reasonOf = (reply: Reply): string => ("reason" in reply ? reply.reason : "");

describe("a request through a proxy", () => {
  test("goes through a tunnel, in which the proxy sees nothing of it", async () => {
    front.interrupt(() => ({ status: 200, body: '{"said":"by the server"}' }));
    await expect(send()).resolves.toMatchObject({
      kind: "reply",
      status: 200,
      body: '{"said":"by the server"}',
    });
    expect(proxy.asked).toEqual([{ host: `${HOST}:443`, credentials: undefined }]);
  });

  test("goes through a proxy that speaks TLS itself", async () => {
    front.interrupt(() => ({ status: 200, body: "{}" }));
    const near = await certify("localhost");
    tls.setDefaultCACertificates([...trusted, certified.ca, near.ca]);
    const veiled = await startConnectProxy(front.url, near);
    const reply = await send(veiled.url).finally(() => veiled.close());
    expect(reply).toMatchObject({ kind: "reply", status: 200 });
    expect(veiled.asked).toEqual([{ host: `${HOST}:443`, credentials: undefined }]);
  });

  test("uses tunnels again", async () => {
    front.interrupt(() => ({ status: 200, body: "{}" }));
    const transport = undiciTransport(10_000, { HTTPS_PROXY: proxy.url });
    for (let sent = 0; sent < 6; sent++) await transport(exchange);
    // A second one is opened where the next request comes before the first one is seen to be free.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
  });

  test("shows the credentials of the variable to the proxy, decoded, and to nobody else", async () => {
    front.interrupt(() => ({ status: 200, body: "{}" }));
    await send(withCredentials());
    const [{ credentials = "" } = {}] = proxy.asked;
    expect(Buffer.from(credentials.replace("Basic ", ""), "base64").toString()).toBe("me@work:hunter2");
  });

  test.each([
    [403, /refused the way to wix\.invalid:443 \(HTTP 403\)/],
    [404, /refused the way to wix\.invalid:443 \(HTTP 404\)/],
    [502, /refused the way to wix\.invalid:443 \(HTTP 502\)/],
    [407, /asks for credentials \(HTTP 407\); put user and password into the variable/],
  ])("that the proxy answers with %d itself was never sent", async (status, reason) => {
    proxy.behave({ status, page: "<html><title>Blocked</title></html>" });
    const reply = await send();
    expect(reply).toMatchObject({ kind: "lost", sent: false });
    expect(reasonOf(reply)).toMatch(reason);
    expect(reasonOf(reply)).toContain(`the proxy ${proxy.url} (HTTPS_PROXY)`);
  });

  test("names no password when the proxy does not take it", async () => {
    proxy.behave({ status: 407 });
    const reason = reasonOf(await send(withCredentials()));
    expect(reason).toMatch(/asks for credentials \(HTTP 407\), and does not take those of the variable/);
    expect(reason).not.toMatch(/hunter2|me@work|me%40work/);
  });

  test("was never sent where the proxy cannot be reached", async () => {
    await proxy.close();
    const reply = await send();
    expect(reply).toMatchObject({ kind: "lost", sent: false });
    expect(reasonOf(reply)).toMatch(/^the proxy .* cannot be reached \(connect ECONNREFUSED/);
  });

  test("was never sent where the proxy hangs up", async () => {
    proxy.behave("silent");
    const reply = send();
    while (proxy.asked.length === 0) await new Promise(resolve => setImmediate(resolve));
    proxy.cut();
    expect(await reply).toMatchObject({
      kind: "lost",
      sent: false,
      reason: expect.stringMatching(/cannot be reached/),
    });
  });

  test("was never sent where the certificate is not trusted, and says how to trust it", async () => {
    tls.setDefaultCACertificates(trusted);
    const reply = await send();
    expect(reply).toMatchObject({ kind: "lost", sent: false });
    expect(reasonOf(reply)).toMatch(/NODE_EXTRA_CA_CERTS=<file>.*NODE_USE_SYSTEM_CA=1/);
  });

  test("may have been done where the tunnel breaks after it", async () => {
    front.interrupt(() => {
      proxy.cut();
      return { status: 200, body: "{}" };
    });
    await expect(send()).resolves.toMatchObject({ kind: "lost", sent: true });
  });
});

test("a proxy that is written wrongly ends a request before it is sent", async () => {
  await expect(send("socks5://127.0.0.1:1")).rejects.toMatchObject({ kind: "configuration" });
});

test("a loopback address is asked for without the proxy", async () => {
  const near = await startProxy("http://127.0.0.1:9");
  near.interrupt(() => ({ status: 200, body: "{}" }));
  const transport = undiciTransport(10_000, { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url });
  await expect(transport({ ...exchange, url: near.url })).resolves.toMatchObject({ status: 200 });
  expect(proxy.asked).toEqual([]);
  await near.close();
});
