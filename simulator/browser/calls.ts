import type { PageView, RequestView } from "../src/page/model.js";

/** A call of the control API. */
export interface Call {
  readonly method: "POST" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** What a second writer does to a thing. */
export const edit = (family: string, subject: string, change: unknown): Call => ({
  method: "POST",
  path: `${family}/${encodeURIComponent(subject)}/edit`,
  body: change,
});

export const advance = (ms: number): Call => ({ method: "POST", path: "clock/advance", body: { ms } });

/** @throws {Error} with what the simulator says is wrong */
export const send = async ({ method, path, body }: Call): Promise<void> => {
  const json = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  await answerOf(await fetch(path, { method, ...(body !== undefined && json) }));
};

export const readView = async (zone: string): Promise<PageView> =>
  (await answerOf(await fetch(`page/view?${new URLSearchParams({ zone })}`))) as PageView;

export const readRequest = async (sequence: number): Promise<RequestView> =>
  (await answerOf(await fetch(`page/requests/${sequence}`))) as RequestView;

const answerOf = async (response: Response): Promise<unknown> => {
  const answer = (await response.json()) as { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `the simulator answered ${response.status}`);
  return answer;
};
