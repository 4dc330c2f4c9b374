/* What the engine asks of one resource, brought into the form of the shell's operations and back. */
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { pickArguments } from "../core/fields";
import { NOT_FOUND } from "../lifecycle/lifecycle";
import type { Properties } from "../shell/hiding";
import type { Operations } from "../shell/operations";
import { HalfMade, type Subject } from "../shell/subject";
import { UNKNOWN_TEXT } from "../shell/wire";
import { SavedHalfMade } from "./answers";
import { detailedDiff, type Kind } from "./detailed-diff";
import type { PluginProcess } from "./process";
import type { Seals } from "./seals";
import { namedBy } from "./urn";
import { keptIn, received, savedAs, toStruct, type Received } from "./values";

const { DiffChanges } = proto.DiffResponse;
const { Kind: Kinds } = proto.PropertyDiff;

const KINDS: Record<Kind, readonly [inPlace: proto.PropertyDiff.Kind, replaces: proto.PropertyDiff.Kind]> = {
  add: [Kinds.ADD, Kinds.ADD_REPLACE],
  delete: [Kinds.DELETE, Kinds.DELETE_REPLACE],
  update: [Kinds.UPDATE, Kinds.UPDATE_REPLACE],
};

/** A resource that a call is about. */
interface Called {
  readonly operations: Operations<object, object>;
  readonly subject: Subject;
  /** What is secret of it. */
  readonly seals: Seals;
}

interface Call {
  getUrn(): string;
}
interface Timed extends Call {
  getTimeout(): number;
}

/** Seconds, as the engine tells them; none: 0. */
const timeoutIn = (request: Call | Timed): number | undefined => {
  const seconds = "getTimeout" in request ? request.getTimeout() : 0;
  return seconds > 0 ? seconds * 1000 : undefined;
};

/** @param before what was secret in the last run */
const calledBy = async (
  process: PluginProcess,
  request: Call | Timed,
  given: Seals,
  before?: Seals,
): Promise<Called> => {
  const urn = request.getUrn();
  const { owner, program, type } = namedBy(urn);
  const operations = await process.operationsOf(type);
  const seals = given.always(operations.lifecycle.secret ?? []);
  return {
    operations,
    seals,
    subject: {
      owner,
      program,
      sealed: seals.properties,
      sealedBefore: before?.properties,
      // `--replace` and `pulumi state taint` make the new one first, and show nothing of the old one.
      replacesUnseen: true,
      timeout: timeoutIn(request),
      say: line => {
        process.log.say(line, urn);
      },
    },
  };
};

/** What is made or changed in a preview: as declared, with all that comes from Wix still to be known. */
const previewed = ({ operations, seals }: Called, { visible }: Received): Properties => ({
  ...seals.close(visible),
  ...Object.fromEntries(operations.lifecycle.fields.outputs.map(output => [output, UNKNOWN_TEXT])),
});

/** Saves what is half made as what is made is saved. */
const saving = async <Result>(seals: Seals, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof HalfMade
      ? new SavedHalfMade(error.id, savedAs(error.kept, seals), error)
      : (error as Error);
  }
};

export const check = async (
  process: PluginProcess,
  request: proto.CheckRequest,
): Promise<proto.CheckResponse> => {
  const olds = received(request.getOlds());
  const news = received(request.getNews());
  const { operations, subject, seals } = await calledBy(process, request, news.seals, olds.seals);
  const before = Object.keys(olds.visible).length === 0 ? undefined : olds.visible;
  const { inputs, failures } = operations.check(subject, before, news.visible);
  return new proto.CheckResponse()
    .setInputs(toStruct(seals.close(inputs as Properties)))
    .setFailuresList(failures.map(reason => new proto.CheckFailure().setReason(reason)));
};

export const diff = async (
  process: PluginProcess,
  request: proto.DiffRequest,
): Promise<proto.DiffResponse> => {
  const olds = received(request.getOlds());
  const news = received(request.getNews());
  const { operations, subject } = await calledBy(process, request, news.seals, olds.seals);
  const kept = keptIn(olds);
  // A state is sealed anew as soon as anything becomes secret.
  const anyway = !news.seals.isCoveredBy(olds.seals, olds.visible);
  const difference = await operations.diff(subject, request.getId(), kept, news.visible, anyway);
  const { changes, replaces = [], deleteBeforeReplace = false } = difference;
  if (!changes) return new proto.DiffResponse().setChanges(DiffChanges.DIFF_NONE);
  const { fields, inherits } = operations.lifecycle;
  const details = detailedDiff(
    pickArguments<Properties>(fields, kept.state as Properties),
    news.visible,
    property => news.seals.isWhole(property) || olds.seals.isWhole(property),
  );
  const response = new proto.DiffResponse()
    .setChanges(DiffChanges.DIFF_SOME)
    .setReplacesList(replaces)
    // A replacement that inherits has to be made after the old one has ended: see the lifecycle's contract.
    .setDeletebeforereplace(deleteBeforeReplace || (inherits && replaces.length > 0))
    .setDiffsList([...new Set([...details.keys()].map(path => path.split(/[.[]/, 1)[0] ?? path))])
    .setHasdetaileddiff(details.size > 0);
  for (const [path, kind] of details) {
    const isReplaced = replaces.some(
      property => path === property || /^[.[]/.test(path.slice(property.length)),
    );
    response
      .getDetaileddiffMap()
      .set(path, new proto.PropertyDiff().setKind(KINDS[kind][isReplaced ? 1 : 0]));
  }
  return response;
};

export const create = async (
  process: PluginProcess,
  request: proto.CreateRequest,
): Promise<proto.CreateResponse> => {
  const news = received(request.getProperties());
  const called = await calledBy(process, request, news.seals);
  if (request.getPreview())
    return new proto.CreateResponse().setProperties(toStruct(previewed(called, news)));
  const { operations, subject, seals } = called;
  return saving(seals, async () => {
    const { id, kept } = await operations.create(subject, news.visible);
    return new proto.CreateResponse().setId(id).setProperties(toStruct(savedAs(kept, seals)));
  });
};

export const read = async (
  process: PluginProcess,
  request: proto.ReadRequest,
): Promise<proto.ReadResponse> => {
  const saved = received(request.getProperties());
  const inputs = received(request.getInputs());
  const { operations, subject, seals } = await calledBy(process, request, saved.seals.and(inputs.seals));
  const isSaved = Object.keys(saved.visible).length > 0;
  const kept = isSaved ? keptIn(saved) : { state: inputs.visible, mark: {} };
  const found = await operations.read(subject, request.getId(), kept);
  // An empty id tells the engine that the resource no longer exists.
  if (found === NOT_FOUND) return new proto.ReadResponse();
  return new proto.ReadResponse()
    .setId(isSaved ? request.getId() : found.id)
    .setProperties(toStruct(savedAs(found.kept, seals, saved)))
    .setInputs(toStruct({ ...inputs.hidden, ...seals.close(found.inputs as Properties) }));
};

export const update = async (
  process: PluginProcess,
  request: proto.UpdateRequest,
): Promise<proto.UpdateResponse> => {
  const news = received(request.getNews());
  const called = await calledBy(process, request, news.seals);
  if (request.getPreview())
    return new proto.UpdateResponse().setProperties(toStruct(previewed(called, news)));
  const { operations, subject, seals } = called;
  return saving(seals, async () => {
    const olds = received(request.getOlds());
    const kept = await operations.update(subject, request.getId(), keptIn(olds), news.visible);
    return new proto.UpdateResponse().setProperties(toStruct(savedAs(kept, seals)));
  });
};

export const end = async (process: PluginProcess, request: proto.DeleteRequest): Promise<void> => {
  const saved = received(request.getProperties());
  const { operations, subject } = await calledBy(process, request, saved.seals);
  await operations.delete(subject, request.getId(), keptIn(saved));
};
