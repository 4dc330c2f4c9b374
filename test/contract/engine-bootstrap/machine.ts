import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A `go` that tells its version, notes each build, and "builds" a script that answers like a Pulumi command line. */
export const fakeGo = (version: string, work = ""): string => `
if [ "$1" = env ]; then echo go${version}; exit; fi
if [ "$1" = list ]; then echo "$(dirname "$0")/sources"; exit; fi
while [ "$1" != -o ]; do shift; done
echo "$(basename "$2")" >> "$(dirname "$0")/builds"
${work}
mkdir -p "$(dirname "$2")"
printf '#!/bin/sh\\necho v3.250.0\\n' > "$2"
chmod +x "$2"`;

/** A machine with nothing on PATH but what a test puts there, and an empty cache. */
export interface Machine {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Progress that was reported. */
  readonly lines: string[];
  readonly report: (line: string) => void;
  readonly onPath: (name: string, script: string) => void;
  /** What `fakeGo` has built. */
  readonly builds: () => string[];
  readonly dispose: () => void;
}

export function makeMachine(): Machine {
  const root = mkdtempSync(join(tmpdir(), "pulumi-wix-engine-"));
  mkdirSync(join(root, "bin"));
  const lines: string[] = [];
  return {
    root,
    env: {
      PATH: [join(root, "bin"), "/usr/bin", "/bin"].join(delimiter),
      XDG_CACHE_HOME: join(root, "cache"),
    },
    lines,
    report: line => void lines.push(line),
    onPath: (name, script) => {
      const path = join(root, "bin", name);
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
    },
    builds: () =>
      readFileSync(join(root, "bin", "builds"), "utf8")
        .trim()
        .split("\n"),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
