/* Lookups as a program of this package asks them: by the package's functions, in the program's process. */
import { start } from "../../support/children.ts";
import { environment } from "../../support/environment.ts";

const PROGRAM = `
const wix = require("pulumi-wix");
const names = { apiKey: "WIX_API_KEY", accountId: "WIX_ACCOUNT_ID", baseUrl: "WIX_BASE_URL", pace: "WIX_PACE",
  pollInterval: "WIX_POLL_INTERVAL", requestsPerMinute: "WIX_REQUESTS_PER_MINUTE" };
require("node:readline").createInterface({ input: process.stdin }).on("line", async line => {
  const { number, settings, name, args } = JSON.parse(line);
  for (const [key, value] of Object.entries(settings)) process.env[names[key]] = value;
  const answer = await wix[name](args).then(result => ({ result }), error => ({ error: error.message }));
  process.stdout.write(JSON.stringify({ number, ...answer }) + "\\n");
}).on("close", () => process.exit(0));
`;

interface Answer {
  readonly number: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** @param folder from which the package is found */
export const startLookups = (folder: string) => {
  const running = start(process.execPath, ["-e", PROGRAM], {
    cwd: folder,
    env: environment,
    openInput: true,
  });
  let asked = 0;
  return {
    /** @throws Error with what the lookup fails with */
    ask: async (settings: object, name: string, args: object): Promise<unknown> => {
      const number = ++asked;
      running.write(`${JSON.stringify({ number, settings, name, args })}\n`);
      await running.seen(new RegExp(`^\\{"number":${number},.*\\}\\n`, "m"));
      const line = running
        .stdout()
        .split("\n")
        .find(one => one.startsWith(`{"number":${number},`));
      const { result, error } = JSON.parse(line ?? "{}") as Answer;
      // By which lookup, Pulumi says of the other shell's.
      if (error !== undefined) throw new Error(error.replace(`${name}: `, ""));
      return result;
    },
    end: async (): Promise<void> => {
      running.hangUp();
      await running.finished;
    },
  };
};
