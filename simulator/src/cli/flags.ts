import { describeDefaultWorld } from "../account/default-world";

interface Flag {
  /** What stands for its value in the help; absent: it takes none. */
  readonly value?: string;
  readonly short?: string;
  readonly help: string;
  /** Whether it has an environment variable; default false. */
  readonly isVariable?: boolean;
  /** May be given more than once; default false. */
  readonly isRepeated?: boolean;
}

export const FLAGS = {
  port: { value: "<n>", help: "port of the API; default: a free one", isVariable: true },
  "control-port": { value: "<n>", help: "port of the control API; default: a free one", isVariable: true },
  host: { value: "<address>", help: "where to listen; default: 127.0.0.1", isVariable: true },
  seed: { value: "<n>", help: "of ids, order and shapes; default: a random one, printed", isVariable: true },
  "state-file": {
    value: "<path>",
    help: "JSON state to start from; default: the world below",
    isVariable: true,
  },
  setting: {
    value: "<name=value>",
    help: "changes a setting, such as recordOrder=as-kept",
    isRepeated: true,
  },
  clock: { value: "<mode>", help: "running or frozen; default: running", isVariable: true },
  "allow-remote": { help: "listen beyond loopback; the control API has no password", isVariable: true },
  "allow-host": {
    value: "<name>",
    help: "a name by which the control port may be called, beside localhost and addresses",
    isRepeated: true,
  },
  "stop-with-stdin": { help: "stop when stdin closes, as it does when the parent dies", isVariable: true },
  evidence: { help: "print what is simulated, and by what it is known" },
  version: { help: "print the version" },
  help: { short: "h", help: "print this" },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof FLAGS;

export const flagOf = (name: FlagName): Flag => FLAGS[name];

export const variableOf = (flag: FlagName): string =>
  `WIX_SIMULATOR_${flag.toUpperCase().replaceAll("-", "_")}`;

const flagLine = ([name, flag]: [string, Flag]): string => {
  const spelled = `${flag.short === undefined ? "" : `-${flag.short}, `}--${name}`;
  return `  ${[spelled, flag.value].filter(Boolean).join(" ").padEnd(26)}  ${flag.help}`;
};

/** Where a command finds the control API. */
export const CONTROL_URL_VARIABLE = "WIX_SIMULATOR_CONTROL_URL";

export const USAGE = `wix-simulator: a stateful Wix account on localhost

  wix-simulator [flags]                          runs until it is stopped
  wix-simulator [flags] -- <command> <args> …    runs as long as the command, and exits with its code

${Object.entries<Flag>(FLAGS).map(flagLine).join("\n")}

Flags that configure it have variables as well, such as ${variableOf("state-file")}; flags win. The command gets
WIX_BASE_URL, WIX_API_KEY, WIX_ACCOUNT_ID and ${CONTROL_URL_VARIABLE}.

Without a state file:

${describeDefaultWorld()}
`;

/** How many characters have to be put in, left out or changed (Levenshtein). */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let place = 0; place < to.length; place++) {
      const change = from[index] === to[place] ? 0 : 1;
      const costs = [(next[place] ?? 0) + 1, (row[place + 1] ?? 0) + 1, (row[place] ?? 0) + change];
      next.push(Math.min(...costs));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

/** The flag that was probably meant; `undefined` where none is like it. */
export const nearestFlag = (name: string): string | undefined => {
  const [nearest] = Object.keys(FLAGS)
    .map(flag => ({ flag, far: distance(name, flag) }))
    .sort((a, b) => a.far - b.far);
  return nearest !== undefined && nearest.far <= Math.max(2, name.length / 3) ? nearest.flag : undefined;
};
