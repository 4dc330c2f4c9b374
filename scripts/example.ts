import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSimulator } from "wix-simulator";
import { ensureEngine } from "../engine/ensure.ts";
import { engineLanguages, LANGUAGES, languagesOf, type Language } from "./example-languages.ts";
import { playExample } from "./play-example.ts";
import { columns, commandLine, heading, print } from "./terminal.ts";

const repository = join(import.meta.dirname, "..");
const examples = join(repository, "examples");

/** Such as can be played: those that say what is what in a simulated account. */
const names = readdirSync(examples).filter(name => existsSync(join(examples, name, "Pulumi.simulated.yaml")));

async function play(name: string, language: Language): Promise<void> {
  const engine = await ensureEngine({ languages: engineLanguages(language) });
  const simulator = await startSimulator();
  try {
    await playExample(name, language, { repository, engine, simulator, heading, commandLine });
  } finally {
    await simulator.close();
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { language: { type: "string", default: "typescript" } },
});
const [name = ""] = positionals;
const language = LANGUAGES.find(known => known === values.language);
if (names.includes(name) && language !== undefined && languagesOf(examples, name).includes(language))
  await play(name, language);
else {
  print(
    "Give the name of an example, and --language with what it is to be in, where that is not TypeScript:\n",
  );
  print(columns(names.map(one => [one, languagesOf(examples, one).join(", ")])));
  process.exitCode = 1;
}
