/*
 * Comments and issues at the code host: GitHub or GitLab, by the variables that each sets in its jobs. What is kept there
 * is found again by a mark, an HTML comment that nobody sees, and only among what this pipeline has written itself.
 */

export interface Issue {
  readonly number: number;
  readonly body: string;
}

export interface CodeHost {
  /** Writes the one comment of this mark on the pull request, or changes it. */
  comment(mark: string, body: string): Promise<void>;
  /** The open issue of this mark. */
  findIssue(mark: string): Promise<Issue | undefined>;
  openIssue(title: string, body: string): Promise<void>;
  editIssue(number: number, body: string): Promise<void>;
  closeIssue(number: number, body: string): Promise<void>;
  /** Address of the run that this is. */
  readonly run: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error that names the variable that is missing */
export function codeHost(env: Environment = process.env): CodeHost {
  if (env.GITHUB_ACTIONS === "true") return gitHub(env);
  if (env.GITLAB_CI === "true") return gitLab(env);
  throw new Error('Neither GITHUB_ACTIONS nor GITLAB_CI is "true": where are comments and issues to go?');
}

interface Commented {
  readonly id: number;
  readonly body: string;
}
interface OfGitHub {
  readonly user?: { readonly type?: string } | null;
  readonly body?: string | null;
}
interface OfGitLab {
  readonly author?: { readonly id?: number };
}

function gitHub(env: Environment): CodeHost {
  const repository = needed(env, "GITHUB_REPOSITORY");
  const api = apiOf(`${needed(env, "GITHUB_API_URL")}/repos/${repository}`, {
    authorization: `Bearer ${needed(env, "GITHUB_TOKEN")}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  });
  const isOurs = (mark: string) => (one: OfGitHub) =>
    one.user?.type === "Bot" && (one.body ?? "").includes(mark);
  return {
    run: `${needed(env, "GITHUB_SERVER_URL")}/${repository}/actions/runs/${needed(env, "GITHUB_RUN_ID")}`,
    comment: async (mark, body) => {
      const comments = `/issues/${needed(env, "PULL_REQUEST")}/comments`;
      const ours = await api.find<OfGitHub & Commented>(comments, isOurs(mark));
      if (ours === undefined) await api.send("POST", comments, { body: `${mark}\n${body}` });
      else await api.send("PATCH", `/issues/comments/${ours.id}`, { body: `${mark}\n${body}` });
    },
    findIssue: async mark => {
      const issue = await api.find<OfGitHub & { number: number }>("/issues?state=open", isOurs(mark));
      return issue && { number: issue.number, body: issue.body ?? "" };
    },
    openIssue: (title, body) => api.send("POST", "/issues", { title, body }),
    editIssue: (number, body) => api.send("PATCH", `/issues/${number}`, { body }),
    closeIssue: (number, body) => api.send("PATCH", `/issues/${number}`, { body, state: "closed" }),
  };
}

function gitLab(env: Environment): CodeHost {
  const root = needed(env, "CI_API_V4_URL");
  const token = { "private-token": needed(env, "GITLAB_TOKEN") };
  const api = apiOf(`${root}/projects/${needed(env, "CI_PROJECT_ID")}`, token);
  return {
    run: needed(env, "CI_JOB_URL"),
    comment: async (mark, body) => {
      const notes = `/merge_requests/${needed(env, "CI_MERGE_REQUEST_IID")}/notes`;
      const me = await apiOf(root, token).get<{ id: number }>("/user");
      const isOurs = (note: OfGitLab & Commented): boolean =>
        note.author?.id === me.id && note.body.includes(mark);
      const ours = await api.find<OfGitLab & Commented>(notes, isOurs);
      if (ours === undefined) await api.send("POST", notes, { body: `${mark}\n${body}` });
      else await api.send("PUT", `${notes}/${ours.id}`, { body: `${mark}\n${body}` });
    },
    findIssue: async mark => {
      const issue = await api.find<{ iid: number; description: string | null }>(
        "/issues?state=opened&scope=created_by_me",
        ({ description }) => (description ?? "").includes(mark),
      );
      return issue && { number: issue.iid, body: issue.description ?? "" };
    },
    openIssue: (title, description) => api.send("POST", "/issues", { title, description }),
    editIssue: (number, description) => api.send("PUT", `/issues/${number}`, { description }),
    closeIssue: (number, description) =>
      api.send("PUT", `/issues/${number}`, { description, state_event: "close" }),
  };
}

const PAGE = 100;

function apiOf(root: string, headers: Readonly<Record<string, string>>) {
  const call = async (method: string, path: string, body?: object): Promise<Response> => {
    const response = await fetch(root + path, {
      method,
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return response;
    throw new Error(`${method} ${root}${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
  };
  const get = async <T>(path: string): Promise<T> => (await (await call("GET", path)).json()) as T;
  return {
    get,
    send: async (method: string, path: string, body: object): Promise<void> => {
      await call(method, path, body);
    },
    /** Looks through all pages. */
    find: async <T>(path: string, isSought: (one: T) => boolean): Promise<T | undefined> => {
      const joint = path.includes("?") ? "&" : "?";
      for (let page = 1; ; page++) {
        const list = await get<T[]>(`${path}${joint}per_page=${PAGE}&page=${page}`);
        const found = list.find(isSought);
        if (found !== undefined || list.length < PAGE) return found;
      }
    },
  };
}

function needed(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`the environment variable ${name} is missing`);
  return value;
}
