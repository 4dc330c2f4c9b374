import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/*
 * As much of GitHub's and GitLab's REST APIs as the pipelines call, over one store: comments of one pull request, and
 * issues. Written after their documentation; nothing here was held against the real ones.
 */

export interface Entry {
  readonly number: number;
  readonly title: string;
  body: string;
  open: boolean;
  /** Whether the pipeline has written it; otherwise a person. */
  readonly isOurs: boolean;
}

export interface FakeCodeHost {
  readonly url: string;
  readonly comments: Entry[];
  readonly issues: Entry[];
  /** Writes, as method and path. */
  readonly writes: string[];
  close(): Promise<void>;
}

/** What a pipeline shows that it may write. */
export const TOKEN = "code-host-token";
export const REPOSITORY = "agency/domains";
export const PROJECT = "7";
export const PULL_REQUEST = "12";

type Body = Readonly<Record<string, string | undefined>>;
interface Asked {
  readonly body: Body;
  readonly query: URLSearchParams;
  readonly parts: readonly string[];
}
/** Method and pattern of the path; answers with what is to be sent as JSON. */
type Routes = readonly (readonly [string, RegExp, (asked: Asked) => unknown])[];

export async function startCodeHost(): Promise<FakeCodeHost> {
  const store = { comments: [] as Entry[], issues: [] as Entry[], writes: [] as string[] };
  const routes = [...gitHubRoutes(store), ...gitLabRoutes(store)];
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, routes).then(({ status, body }) => {
      if (incoming.method !== "GET") store.writes.push(`${incoming.method ?? ""} ${incoming.url ?? ""}`);
      outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    ...store,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, routes: Routes): Promise<{ status: number; body: unknown }> {
  const sent = await text(incoming);
  const { authorization, "private-token": privateToken } = incoming.headers;
  if (authorization !== `Bearer ${TOKEN}` && privateToken !== TOKEN)
    return { status: 401, body: { message: "who is that?" } };
  const { pathname, searchParams: query } = new URL(incoming.url ?? "", "http://localhost");
  for (const [method, pattern, act] of routes) {
    const found = pattern.exec(pathname);
    if (incoming.method !== method || found === null) continue;
    const [, ...parts] = found;
    return {
      status: method === "POST" ? 201 : 200,
      body: act({ body: sent === "" ? {} : (JSON.parse(sent) as Body), query, parts }),
    };
  }
  return { status: 404, body: { message: `no ${incoming.method ?? ""} ${pathname}` } };
}

interface Store {
  readonly comments: Entry[];
  readonly issues: Entry[];
}

function gitHubRoutes({ comments, issues }: Store): Routes {
  const root = `^/repos/${REPOSITORY}`;
  const shown = ({ number, body, isOurs }: Entry): object => ({
    id: number,
    number,
    body,
    user: { type: isOurs ? "Bot" : "User" },
  });
  const edit =
    (entries: Entry[]) =>
    ({ parts, body }: Asked) => {
      const entry = entryOf(entries, parts[0]);
      entry.body = body.body ?? entry.body;
      entry.open = body.state !== "closed";
      return shown(entry);
    };
  return [
    [
      "GET",
      new RegExp(`${root}/issues/${PULL_REQUEST}/comments$`),
      ({ query }) => page(comments, query).map(shown),
    ],
    [
      "POST",
      new RegExp(`${root}/issues/${PULL_REQUEST}/comments$`),
      ({ body }) => shown(add(comments, body.body)),
    ],
    ["PATCH", new RegExp(`${root}/issues/comments/(\\d+)$`), edit(comments)],
    [
      "GET",
      new RegExp(`${root}/issues$`),
      ({ query }) => page(opened(issues, query, "open"), query).map(shown),
    ],
    ["POST", new RegExp(`${root}/issues$`), ({ body }) => shown(add(issues, body.body, body.title))],
    ["PATCH", new RegExp(`${root}/issues/(\\d+)$`), edit(issues)],
  ];
}

const ME = 4711;

function gitLabRoutes({ comments, issues }: Store): Routes {
  const root = `^/projects/${PROJECT}`;
  const notes = `${root}/merge_requests/${PULL_REQUEST}/notes`;
  const note = ({ number, body, isOurs }: Entry): object => ({
    id: number,
    body,
    author: { id: isOurs ? ME : 1 },
  });
  const issue = ({ number, body }: Entry): object => ({ iid: number, description: body });
  return [
    ["GET", /^\/user$/, () => ({ id: ME })],
    ["GET", new RegExp(`${notes}$`), ({ query }) => page(comments, query).map(note)],
    ["POST", new RegExp(`${notes}$`), ({ body }) => note(add(comments, body.body))],
    [
      "PUT",
      new RegExp(`${notes}/(\\d+)$`),
      ({ parts, body }) => {
        const entry = entryOf(comments, parts[0]);
        entry.body = body.body ?? entry.body;
        return note(entry);
      },
    ],
    [
      "GET",
      new RegExp(`${root}/issues$`),
      ({ query }) => {
        const asked = opened(issues, query, "opened");
        const visible = query.get("scope") === "created_by_me" ? asked.filter(({ isOurs }) => isOurs) : asked;
        return page(visible, query).map(issue);
      },
    ],
    ["POST", new RegExp(`${root}/issues$`), ({ body }) => issue(add(issues, body.description, body.title))],
    [
      "PUT",
      new RegExp(`${root}/issues/(\\d+)$`),
      ({ parts, body }) => {
        const entry = entryOf(issues, parts[0]);
        entry.body = body.description ?? entry.body;
        entry.open = body.state_event !== "close";
        return issue(entry);
      },
    ],
  ];
}

function add(entries: Entry[], body = "", title = ""): Entry {
  const entry = { number: entries.length + 1, title, body, open: true, isOurs: true };
  entries.push(entry);
  return entry;
}

function entryOf(entries: readonly Entry[], number: string | undefined): Entry {
  const entry = entries.find(one => String(one.number) === number);
  if (entry === undefined) throw new Error(`there is no ${number ?? ""}`);
  if (!entry.isOurs) throw new Error(`${number ?? ""} is somebody else's`);
  return entry;
}

const opened = (entries: readonly Entry[], query: URLSearchParams, word: string): readonly Entry[] =>
  query.get("state") === word ? entries.filter(({ open }) => open) : entries;

function page(entries: readonly Entry[], query: URLSearchParams): readonly Entry[] {
  const size = Number(query.get("per_page") ?? 30);
  const number = Number(query.get("page") ?? 1);
  return entries.slice((number - 1) * size, number * size);
}
