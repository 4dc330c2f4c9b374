/*
 * Answers that nobody vouches for: a proxy's page, another server's JSON, nothing at all. They prove neither that a
 * thing is absent nor that a write was refused; what they say is quoted, so that a person can tell who spoke.
 */

/** Longest quote in characters. */
const QUOTE = 80;

const quote = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return `"${line.length > QUOTE ? `${line.slice(0, QUOTE - 1)}…` : line}"`;
};

const textOfPage = (page: string): string => {
  const title = /<title[^>]*>([^<]+)/i.exec(page)?.[1]?.trim();
  return title ?? page.replace(/<(script|style)\b[^]*?<\/\1>|<[^>]*>/gi, " ");
};

/**
 * What a body holds, in a few words.
 * @param json the body as parsed; undefined where it is no JSON
 * @param redact takes out what must not be shown; before anything is cut off, which might leave half of it
 */
export const describeBody = (body: string, json: unknown, redact: (text: string) => string): string => {
  if (body.trim() === "") return "an empty body";
  const said = (json as { message?: unknown } | null | undefined)?.message;
  if (typeof said === "string" && said !== "") return `the message ${quote(redact(said))}`;
  if (json !== undefined) return `the JSON ${quote(redact(body))}`;
  if (/^\s*</.test(body)) return `the page ${quote(redact(textOfPage(body)))}`;
  return `the text ${quote(redact(body))}`;
};

/**
 * That an answer is not Wix's, why, and the way out.
 * @param baseUrl where the request went
 * @param why what it lacks, and what it holds
 */
export const describeForeign = (baseUrl: string, status: number, why: readonly string[]): string =>
  `${new URL(baseUrl).host} answered HTTP ${status} in a form that is not Wix's (${why.join(", ")}): something ` +
  `between here and Wix answered, or wix:baseUrl (${baseUrl}) is not Wix's API. Check wix:baseUrl or WIX_BASE_URL, ` +
  "and proxies.";
