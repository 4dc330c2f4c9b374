import { readFileSync } from "node:fs";
import { parse, type ParseError } from "jsonc-parser";
import { z } from "zod";
import { parseState, type SettingsChange, settingsChangeSchema, type StateDocument } from "../account/state";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @param by the flag or the variable that names the file. @throws {Error} that names both, and the place in the file */
export const readStateFile = (path: string, by: string): StateDocument => {
  const document = parseJson(readText(path, by), path, by);
  try {
    parseState(document);
  } catch (error) {
    throw new Error(`${by}: ${path} is ${messageOf(error)}`, { cause: error });
  }
  // Judged just now; the world reads it once more for itself.
  return document as StateDocument;
};

const readText = (path: string, by: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`${by}: ${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
};

const parseJson = (text: string, path: string, by: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Node tells the place of a fault in long texts only.
    const faults: ParseError[] = [];
    parse(text, faults, { disallowComments: true });
    const lines = text.slice(0, faults[0]?.offset ?? text.length).split("\n");
    const place = `${path}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
    throw new Error(`${by}: ${place} is no JSON: ${messageOf(error)}`, { cause: error });
  }
};

/** A value is JSON, or else a text. @throws {Error} that names the setting, and what it takes */
export const readSetting = (given: string): SettingsChange => {
  const [, name, text] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
  if (name === undefined || text === undefined)
    throw new Error(`--setting needs a name and a value, such as recordOrder=as-kept, not ${given}`);
  const parsed = settingsChangeSchema.safeParse({ [name]: jsonOrText(text) });
  if (parsed.success) return parsed.data;
  throw new Error(`--setting ${given}:\n${z.prettifyError(parsed.error)}`);
};

const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};
