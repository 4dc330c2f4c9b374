import type { Mistake, Subject } from "./mistake.ts";
import { tell } from "./tell.ts";

/** What each mistake is told, by its name. */
export type Told = ReadonlyMap<string, readonly string[]>;

/** Plays all mistakes, one after the other. */
export const messagesOf = async (subjects: readonly Subject[]): Promise<Told> => {
  const told = new Map<string, readonly string[]>();
  for (const { mistakes } of subjects)
    for (const [name, mistake] of Object.entries(mistakes)) told.set(name, await tell(mistake));
  return told;
};

const likeness = (line: string): string => line.replace(/\d+/g, "0");

/** Of many lines that differ in numbers alone, the first two. */
const shortened = (lines: readonly string[]): string[] => {
  const alike = (line: string, index: number): boolean => {
    const former = lines.slice(Math.max(0, index - 2), index);
    return former.length === 2 && former.every(one => likeness(one) === likeness(line));
  };
  const dots = (line: string, index: number): string[] => {
    if (!alike(line, index)) return [line];
    return alike(lines[index - 1] ?? "", index - 1) ? [] : ["…"];
  };
  return lines.flatMap(dots);
};

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** The command line that leads there, where it is the mistake or belongs to it. */
const commandOf = ({ shown, config = {} }: Mistake): string => {
  const unset = Object.keys(config).filter(key => config[key] === undefined);
  return [...unset.map(key => `pulumi config rm wix:${key}`), ...(shown === undefined ? [] : [shown])].join(
    "\n",
  );
};

/** The programs that lead there. Where the configuration or an import is the mistake, any will do. */
const programsOf = ({ before, program, shown }: Mistake): string[] => {
  if (shown !== undefined) return [];
  const former = before === undefined || before === program ? [] : [fenced("ts", before)];
  return program === ""
    ? former
    : [...former, ...(former.length > 0 ? ["and then"] : []), fenced("ts", program)];
};

const blocksOf = (mistake: Mistake, told: readonly string[]): string[] => {
  const command = commandOf(mistake);
  const answered = mistake.command === "import" ? [] : [`\`pulumi ${mistake.command ?? "preview"}\` says:`];
  return [
    `### ${mistake.title}`,
    ...(command === "" ? [] : [fenced("sh", command)]),
    ...programsOf(mistake),
    ...answered,
    fenced("text", shortened(told).join("\n")),
  ];
};

/** The part of docs/messages.md that is about a subject. */
export const sectionOf = ({ title, mistakes }: Subject, told: Told): string =>
  [
    `## ${title}`,
    ...Object.entries(mistakes).flatMap(([name, mistake]) => blocksOf(mistake, told.get(name) ?? [])),
  ].join("\n\n");
