/* The `${{ … }}` of workflows, by GitHub's own library. */
import { Evaluator, Lexer, Parser, data } from "@actions/expressions";

export type Contexts = Readonly<Record<string, object>>;

/** @returns a boolean, number or text */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const names = Object.keys(contexts);
  const parsed = new Parser(new Lexer(expression).lex().tokens, names, []).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return JSON.parse(JSON.stringify(new Evaluator(parsed, known).evaluate(), data.replacer));
}

/** @throws Error where one gives nothing: a name that is not known gives nothing, too */
export function filledIn(
  texts: Readonly<Record<string, string>>,
  contexts: Contexts,
  empty?: "may be empty",
): Record<string, string> {
  const filled = (name: string, text: string): string =>
    text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
      const value = evaluate(expression.trim(), contexts);
      if ((value === null || value === "") && empty === undefined)
        throw new Error(`${name}: ${expression} is nothing`);
      return typeof value === "string" ? value : JSON.stringify(value ?? "");
    });
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(name, text)]));
}
