import { describe, expect, test } from "@jest/globals";
import { ConfigurationError } from "../../../provider/src/wix/errors";
import { settingsFrom, type Settings } from "../../../provider/src/wix/settings";

type Texts = Readonly<Record<string, string>>;

const settings = (config: Texts = {}, env: Texts = {}): Settings => settingsFrom(key => config[key], env);

const ONE = "11111111-2222-4333-8444-555555555555";
const OTHER = "66666666-7777-4888-9999-aaaaaaaaaaaa";

/** Each setting: how it is named in both places, and two values with what they read as. */
const EACH: [
  key: string,
  variable: string,
  read: (from: Settings) => unknown,
  ...[string, unknown, string, unknown],
][] = [
  ["apiKey", "WIX_API_KEY", from => from.apiKey(), "IST.one", "IST.one", "IST.two", "IST.two"],
  ["accountId", "WIX_ACCOUNT_ID", from => from.accountId(undefined), ONE, ONE, OTHER, OTHER],
  [
    "baseUrl",
    "WIX_BASE_URL",
    from => from.baseUrl(),
    "https://one.example",
    "https://one.example",
    "https://two.example/api/",
    "https://two.example/api",
  ],
  ["requestsPerMinute", "WIX_REQUESTS_PER_MINUTE", from => from.requestsPerMinute(), "50", 50, "60", 60],
  ["pace", "WIX_PACE", from => from.pace(), "machine", "machine", "process", "process"],
  ["pollInterval", "WIX_POLL_INTERVAL", from => from.pollInterval(), "500ms", 500, "1m30s", 90_000],
  ["dnsResolvers", "WIX_DNS_RESOLVERS", from => from.dnsResolvers(), "system", "system", "off", undefined],
  ["readOnly", "WIX_READ_ONLY", from => from.readOnly(), "true", true, "0", false],
  ["expiryWarning", "WIX_EXPIRY_WARNING", from => from.expiryWarning(), "12h", 43_200_000, "0s", 0],
];

describe.each(EACH)("the setting %s", (key, variable, read, one, oneRead, two, twoRead) => {
  test("comes from the configuration, else from the environment", () => {
    expect(read(settings({ [key]: one }))).toBe(oneRead);
    expect(read(settings({}, { [variable]: two }))).toBe(twoRead);
    expect(read(settings({ [key]: one }, { [variable]: two }))).toBe(oneRead);
  });

  test("is read without the blanks and line ends around it", () => {
    expect(read(settings({ [key]: ` ${one}\n` }))).toBe(oneRead);
    expect(read(settings({}, { [variable]: `\t${two}\r\n` }))).toBe(twoRead);
  });

  test("comes from the environment where the configuration has only blanks", () => {
    expect(read(settings({ [key]: "  " }, { [variable]: two }))).toBe(twoRead);
  });

  test("is part of what tells connections apart", () => {
    expect(settings({ [key]: one }).identity).toBe(settings({}, { [variable]: one }).identity);
    expect(settings({ [key]: one }).identity).not.toBe(settings({ [key]: two }).identity);
  });
});

describe("what is not set", () => {
  test("has a default where there is a good one", () => {
    const defaults = settings();
    expect(defaults.baseUrl()).toBe("https://www.wixapis.com");
    expect(defaults.requestsPerMinute()).toBe(200);
    expect(defaults.pollInterval()).toBe(2_000);
    expect(defaults.expiryWarning()).toBe(30 * 86_400_000);
  });

  test("is one error that names both ways to set the key", () => {
    expect(() => settings().apiKey()).toThrow(ConfigurationError);
    expect(() => settings().apiKey()).toThrow(/pulumi config set --secret wix:apiKey .*WIX_API_KEY/);
  });

  test("is one error that names all ways to set the account", () => {
    expect(() => settings({ accountId: "" }).accountId(undefined)).toThrow(ConfigurationError);
    expect(() => settings().accountId(undefined)).toThrow(
      /pulumi config set wix:accountId .*WIX_ACCOUNT_ID.*accountId/,
    );
  });
});

test("a resource's own account wins over the configured one", () => {
  expect(settings({ accountId: ONE }, { WIX_ACCOUNT_ID: "a-2" }).accountId(OTHER)).toBe(OTHER);
});

test("a configured account that is no GUID is refused where it is needed, and named with where it was set", () => {
  for (const account of ["my-account", ONE.slice(1), `{${ONE}}`]) {
    expect(() => settings({ accountId: account }).accountId(undefined)).toThrow(ConfigurationError);
    expect(() => settings({}, { WIX_ACCOUNT_ID: account }).accountId(undefined)).toThrow(
      `WIX_ACCOUNT_ID is "${account}": not a GUID`,
    );
    expect(settings({ accountId: account }).accountId(OTHER)).toBe(OTHER);
  }
  expect(settings({ accountId: OTHER.toUpperCase() }).accountId(undefined)).toBe(OTHER.toUpperCase());
});

test.each(["two words", "IST.a\nb", "IST.größe"])(
  "an API key that no header can carry is refused, and not repeated: %j",
  key => {
    const read = () => settings({}, { WIX_API_KEY: key }).apiKey();
    expect(read).toThrow(/^WIX_API_KEY holds blanks/);
    expect(read).not.toThrow(key);
  },
);

test("who keeps the pace is one of two words", () => {
  expect(settings().pace()).toBe("machine");
  expect(() => settings({ pace: "shared" }).pace()).toThrow(
    /^wix:pace is "shared": write "machine", .* or "process"\.$/,
  );
});

test("keys are told apart by a hash that tells nothing of them, each at its own base URL", () => {
  const hash = (more: Texts) => settings({ apiKey: "IST.one", ...more }).keyHash();
  expect(hash({})).toMatch(/^[0-9a-f]{32}$/);
  expect(hash({ accountId: OTHER, requestsPerMinute: "7" })).toBe(hash({}));
  expect(new Set([{}, { apiKey: "IST.two" }, { baseUrl: "http://localhost:4000" }].map(hash)).size).toBe(3);
});

describe("the base URL", () => {
  const baseUrl = (text: string) => settings({ baseUrl: text }).baseUrl();

  test.each([
    ["https://www.wixapis.com", "https://www.wixapis.com"],
    ["https://gateway.example/wix//", "https://gateway.example/wix"],
    ["https://192.0.2.7:8443", "https://192.0.2.7:8443"],
    ["http://localhost:4000", "http://localhost:4000"],
    ["http://127.0.0.1:4000/", "http://127.0.0.1:4000"],
    ["http://127.9.8.7", "http://127.9.8.7"],
    ["http://127.1:80", "http://127.0.0.1"],
    ["http://[::1]:4000", "http://[::1]:4000"],
  ])("may be %s", (text, url) => expect(baseUrl(text)).toBe(url));

  test.each([
    "http://www.wixapis.com",
    "http://0.0.0.0:4000",
    "http://[::]:4000",
    "http://10.0.0.1",
    "http://127.0.0.1.example.com",
    "http://127.example.com",
    "http://localhost.example.com",
    "http://notlocalhost",
    "http://[::ffff:192.0.2.1]",
    "ftp://localhost",
    "file:///etc/hosts",
  ])("may not be %s, where the key would travel in the clear", text =>
    expect(() => baseUrl(text)).toThrow(/^wix:baseUrl is .* in the clear\. Use https/),
  );

  test.each(["www.wixapis.com", "not a url", "https://"])("may not be %j, which is no URL", text =>
    expect(() => baseUrl(text)).toThrow(/not a URL; the default is https:\/\/www\.wixapis\.com/),
  );

  test.each(["https://www.wixapis.com?key=1", "https://www.wixapis.com/#top"])("may not be %s", text =>
    expect(() => baseUrl(text)).toThrow(/must end with the host or a path/),
  );

  test.each([
    "https://user:hunter2@www.wixapis.com",
    "http://hunter2@127.0.0.1",
    "https://:hunter2@wix.example",
  ])("may hold no credentials, which are not repeated: %s", text => {
    expect(() => baseUrl(text)).toThrow(/holds credentials; they do not belong into a URL/);
    expect(() => baseUrl(text)).not.toThrow(/hunter2/);
  });

  test("is named as it was set when it is wrong", () => {
    expect(() => settings({}, { WIX_BASE_URL: "http://example.com" }).baseUrl()).toThrow(/^WIX_BASE_URL is/);
  });
});

test.each(["0", "-1", "1.5", "many", "1e3", "10000000"])("the pace may not be %s", text =>
  expect(() => settings({ requestsPerMinute: text }).requestsPerMinute()).toThrow(
    `wix:requestsPerMinute is "${text}": not a whole number from 1 to 9999999.`,
  ),
);

test.each(["2", "0s", "0ms", "-2s", "soon"])("the poll interval may not be %s", text =>
  expect(() => settings({}, { WIX_POLL_INTERVAL: text }).pollInterval()).toThrow(
    `WIX_POLL_INTERVAL is "${text}": not a duration such as 500ms, 2s or 1m30s.`,
  ),
);

describe("the time of a run", () => {
  test("is as long as it takes by default", () => expect(settings({}).maxWait()).toBeUndefined());

  test("is a duration, of the configuration before the environment", () => {
    expect(settings({}, { WIX_MAX_WAIT: "1h30m" }).maxWait()).toBe(5_400_000);
    expect(settings({ maxWait: "20m" }, { WIX_MAX_WAIT: "1h" }).maxWait()).toBe(1_200_000);
  });

  test.each(["20", "0m", "-2m", "soon"])("may not be %s", text =>
    expect(() => settings({ maxWait: text }).maxWait()).toThrow(
      `wix:maxWait is "${text}": not a duration such as 90s, 20m or 1h30m.`,
    ),
  );

  test("tells sessions apart", () =>
    expect(settings({ maxWait: "20m" }).identity).not.toBe(settings({}).identity));
});

describe("resolvers of the world", () => {
  const resolvers = (text: string) => settings({ dnsResolvers: text }).dnsResolvers();

  test("are the machine's own where Wix is called, and none where a loopback address stands in for it", () => {
    expect(settings({}).dnsResolvers()).toBe("system");
    expect(settings({ baseUrl: "https://gateway.example" }).dnsResolvers()).toBe("system");
    for (const baseUrl of ["http://127.0.0.1:4000", "http://localhost:4000", "http://[::1]:4000"])
      expect(settings({ baseUrl }).dnsResolvers()).toBeUndefined();
  });

  test("may be said", () => {
    expect(resolvers("off")).toBeUndefined();
    expect(settings({ baseUrl: "http://127.0.0.1" }, { WIX_DNS_RESOLVERS: "system" }).dnsResolvers()).toBe(
      "system",
    );
    expect(resolvers("1.1.1.1, 127.0.0.1:5353,2606:4700::1111, [::1]:53")).toEqual([
      "1.1.1.1",
      "127.0.0.1:5353",
      "2606:4700::1111",
      "[::1]:53",
    ]);
  });

  test.each(["dns.example", "1.1.1.1,", "1.1.1.1:99999", "1.1.1.1 8.8.8.8", "on"])("may not be %s", text =>
    expect(() => resolvers(text)).toThrow(/^wix:dnsResolvers is .* is no IP address\. Write "off", "system"/),
  );
});
