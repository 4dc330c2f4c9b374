/* The provider's own configuration: of the stack, or of an explicit provider instance. */
import { env } from "node:process";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { KEYS, PLAIN_KEY, unknownKey, type Key } from "../core/setting-keys";
import { UNKNOWN } from "../core/unknown";
import type { Properties } from "../shell/hiding";
import { settingsFrom, type Settings } from "../wix/settings";
import type { PluginProcess } from "./process";
import { received, toStruct } from "./values";

/** The engine passes what is no text as JSON. */
const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null || value === UNKNOWN) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
};

export const lookupIn =
  (properties: Properties) =>
  (key: string): string | undefined =>
    textOf(properties[key]);

/** Reads a setting as whoever needs it first would. */
const READERS: Record<Key, (settings: Settings) => unknown> = {
  apiKey: settings => settings.apiKey(),
  accountId: settings => settings.accountId(undefined),
  baseUrl: settings => settings.baseUrl(),
  requestsPerMinute: settings => settings.requestsPerMinute(),
  pace: settings => settings.pace(),
  pollInterval: settings => settings.pollInterval(),
  maxWait: settings => settings.maxWait(),
  dnsResolvers: settings => settings.dnsResolvers(),
  expiryWarning: settings => settings.expiryWarning(),
  readOnly: settings => settings.readOnly(),
};

const faultOf = (settings: Settings, key: Key): string | undefined => {
  try {
    READERS[key](settings);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** What the engine keeps of a provider beside its configuration. */
const ENGINE_S = new Set(["version", "pluginDownloadURL", "pluginChecksums"]);

const faultsIn = (given: Properties): string[] => {
  const settings = settingsFrom(lookupIn(given), {});
  const known = KEYS.filter(key => textOf(given[key])?.trim()).flatMap(key => faultOf(settings, key) ?? []);
  const unknown = Object.keys(given).filter(name => !ENGINE_S.has(name) && !KEYS.includes(name as Key));
  return [...known, ...unknown.map(unknownKey)];
};

/** The instance that the engine makes of the stack's configuration; what a program gives to others it may hold as it likes. */
const isOfStack = (urn: string): boolean => /::default(_[^:]*)?$/.test(urn);

export const checkConfig = (process: PluginProcess, request: proto.CheckRequest): proto.CheckResponse => {
  const news = received(request.getNews());
  const isPlain = textOf(news.visible.apiKey)?.trim() && !news.seals.properties.includes("apiKey");
  if (isPlain && isOfStack(request.getUrn())) process.warnOnce(PLAIN_KEY, "");
  const failures = faultsIn(news.visible).map(reason => new proto.CheckFailure().setReason(reason));
  return new proto.CheckResponse()
    .setInputs(toStruct({ ...news.hidden, ...news.seals.always(["apiKey"]).close(news.visible) }))
    .setFailuresList(failures);
};

const accountChange = (from: string, to: string): string =>
  `wix:accountId changes from ${from} to ${to}. Nothing is replaced or moved by that: resources without an accountId of ` +
  `their own are looked for in ${to} from now on, where they may not be. To keep one where it is, give it ` +
  `accountId: "${from}".`;

/** Undefined where it is not known yet, or is no GUID. */
const accountIn = (properties: Properties): string | undefined => {
  if (properties.accountId === UNKNOWN) return undefined;
  return settingsFrom(lookupIn(properties), env).defaultAccountId()?.toLowerCase();
};

/**
 * Another key, pace or address is another way to the same things: no configuration replaces a resource. Asked for a change of
 * an instance's configuration, and of each resource that goes over to another instance.
 */
export const diffConfig = (process: PluginProcess, request: proto.DiffRequest): proto.DiffResponse => {
  const olds = received(request.getOldInputs() ?? request.getOlds()).visible;
  const news = received(request.getNews()).visible;
  const changed = KEYS.filter(key => news[key] === UNKNOWN || textOf(olds[key]) !== textOf(news[key]));
  const [from, to] = [accountIn(olds), accountIn(news)];
  if (from !== undefined && to !== undefined && from !== to)
    process.warnOnce(accountChange(from, to), request.getUrn());
  const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
  return new proto.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList(changed);
};

export const configure = (
  process: PluginProcess,
  request: proto.ConfigureRequest,
): proto.ConfigureResponse => {
  process.configure(lookupIn(received(request.getArgs()).visible));
  return new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
};
