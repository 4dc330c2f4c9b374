/*
 * Takes the place of google-protobuf's Struct in the bundle: see scripts/build-native.ts. Properties go from bytes to plain
 * values and back, without a message for each value in between, which took a quarter of the plugin's time in a refresh.
 * The form is that of google/protobuf/struct.proto.
 */
import { BinaryWriter, Message, type BinaryReader } from "google-protobuf";

type Value = null | number | string | boolean | readonly Value[] | Fields;
interface Fields {
  [key: string]: Value;
}

/** A value on its way: null is no message to google-protobuf. */
interface Box {
  value: Value;
}

interface Entry extends Box {
  key: string;
}

/** Numbers of fields: of a struct and of a list their elements, of an entry its key and value. */
const ELEMENTS = 1;
const KEY = 1;
const VALUE = 2;
/** Of a value, by its kind. */
const [NULL, NUMBER, STRING, BOOLEAN, STRUCT, LIST] = [1, 2, 3, 4, 5, 6] as const;

const readFields = (into: Fields, reader: BinaryReader): void => {
  while (reader.nextField()) {
    if (reader.getFieldNumber() !== ELEMENTS) {
      reader.skipField();
      continue;
    }
    const entry: Entry = { key: "", value: null };
    reader.readMessage(entry, readEntry);
    into[entry.key] = entry.value;
  }
};

const readEntry = (into: Entry, reader: BinaryReader): void => {
  while (reader.nextField()) {
    const field = reader.getFieldNumber();
    if (field === KEY) into.key = reader.readString();
    else if (field === VALUE) reader.readMessage(into, readValue);
    else reader.skipField();
  }
};

const readList = (into: Value[], reader: BinaryReader): void => {
  while (reader.nextField()) {
    if (reader.getFieldNumber() !== ELEMENTS) {
      reader.skipField();
      continue;
    }
    const box: Box = { value: null };
    reader.readMessage(box, readValue);
    into.push(box.value);
  }
};

const readValue = (into: Box, reader: BinaryReader): void => {
  while (reader.nextField())
    switch (reader.getFieldNumber()) {
      case NULL:
        reader.skipField();
        into.value = null;
        break;
      case NUMBER:
        into.value = reader.readDouble();
        break;
      case STRING:
        into.value = reader.readString();
        break;
      case BOOLEAN:
        into.value = reader.readBool();
        break;
      case STRUCT:
        reader.readMessage((into.value = {}), readFields);
        break;
      case LIST:
        reader.readMessage((into.value = []), readList);
        break;
      default:
        reader.skipField();
    }
};

const writeFields = (fields: Fields, writer: BinaryWriter): void => {
  for (const key of Object.keys(fields))
    writer.writeMessage(ELEMENTS, { key, value: fields[key] }, writeEntry);
};

const writeEntry = (entry: Entry, writer: BinaryWriter): void => {
  writer.writeString(KEY, entry.key);
  writer.writeMessage(VALUE, entry, writeValue);
};

const writeList = (list: readonly Value[], writer: BinaryWriter): void => {
  for (const value of list) writer.writeMessage(ELEMENTS, { value }, writeValue);
};

const writeValue = ({ value }: Box, writer: BinaryWriter): void => {
  if (value === null) writer.writeEnum(NULL, 0);
  else if (typeof value === "number") writer.writeDouble(NUMBER, value);
  else if (typeof value === "string") writer.writeString(STRING, value);
  else if (typeof value === "boolean") writer.writeBool(BOOLEAN, value);
  else if (Array.isArray(value)) writer.writeMessage(LIST, value, writeList);
  else if (typeof value === "object") writer.writeMessage(STRUCT, value, writeFields);
  else throw new TypeError(`a property cannot be ${typeof value}`);
};

/** What the generated messages of the protocol, and the plugin, use of google-protobuf's. */
export class Struct extends Message {
  #fields: Fields = {};

  constructor() {
    super();
    Message.initialize(this, [], 0, -1, null, null);
  }

  static fromJavaScript(fields: Fields): Struct {
    const struct = new Struct();
    struct.#fields = fields;
    return struct;
  }

  static override deserializeBinaryFromReader(struct: Struct, reader: BinaryReader): Struct {
    readFields(struct.#fields, reader);
    return struct;
  }

  static override serializeBinaryToWriter(struct: Struct, writer: BinaryWriter): void {
    writeFields(struct.#fields, writer);
  }

  toJavaScript(): Fields {
    return this.#fields;
  }

  override toObject(): Fields {
    return this.#fields;
  }

  override serializeBinary(): Uint8Array {
    const writer = new BinaryWriter();
    writeFields(this.#fields, writer);
    return writer.getResultBuffer();
  }
}
