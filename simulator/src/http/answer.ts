import { type ErrorEnvelope } from "./refusal";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, value: object, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** What a proxy in front of the API says. */
export function html(status: number): Answer {
  return {
    status,
    headers: { "content-type": "text/html;charset=UTF-8" },
    body: `<!doctype html><html><head><title>${status}</title></head><body><h1>Error ${status}</h1></body></html>`,
  };
}

/** Wix sends no text with its own failures: `message` is empty for 5xx. */
export function emptyEnvelope(): ErrorEnvelope {
  return { message: "", details: {} };
}
