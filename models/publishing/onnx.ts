/** Writes ONNX models: just enough of protocol buffers for small graphs of float tensors. */

export type OnnxTensor = { readonly name: string; readonly dims: readonly (number | string)[] };
export type OnnxConstant = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
};
export type OnnxNode = {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
};
export type OnnxGraph = {
  readonly name: string;
  readonly inputs: readonly OnnxTensor[];
  readonly outputs: readonly OnnxTensor[];
  readonly constants: readonly OnnxConstant[];
  readonly nodes: readonly OnnxNode[];
};

const IR_VERSION = 8;
const OPSET = 17;
const FLOAT = 1;
const INT64 = 7;

/** ModelProto bytes; field numbers from onnx.proto3. A dimension given as a word is free at run time. */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
  const opset = message(text(1, ''), integer(2, OPSET));
  return message(integer(1, IR_VERSION), text(2, 'matinee'), bytes(7, graphProto(graph)), bytes(8, opset));
}

function graphProto(graph: OnnxGraph): Uint8Array {
  return message(
    ...graph.nodes.map((node) => bytes(1, nodeProto(node))),
    text(2, graph.name),
    ...graph.constants.map((constant) => bytes(5, tensorProto(constant))),
    ...graph.inputs.map((input) => bytes(11, valueInfo(input))),
    ...graph.outputs.map((output) => bytes(12, valueInfo(output))),
  );
}

function nodeProto(node: OnnxNode): Uint8Array {
  return message(
    ...node.inputs.map((name) => text(1, name)),
    ...node.outputs.map((name) => text(2, name)),
    text(4, node.op),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) => bytes(5, attribute(name, value))),
  );
}

/** A number is an INT (type 2), a list is INTS (type 7). */
function attribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === 'number') return message(text(1, name), integer(3, value), integer(20, 2));
  return message(text(1, name), ...value.map((one) => integer(8, one)), integer(20, 7));
}

function tensorProto({ name, dims, data }: OnnxConstant): Uint8Array {
  return message(
    ...dims.map((dim) => integer(1, dim)),
    integer(2, data instanceof Float32Array ? FLOAT : INT64),
    text(8, name),
    bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  );
}

function valueInfo({ name, dims }: OnnxTensor): Uint8Array {
  const shape = message(
    ...dims.map((dim) => bytes(1, typeof dim === 'number' ? integer(1, dim) : text(2, dim))),
  );
  const tensor = message(integer(1, FLOAT), bytes(2, shape));
  return message(text(1, name), bytes(2, bytes(1, tensor)));
}

function message(...fields: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(fields);
}

/** Wire type 0: a varint. */
function integer(field: number, value: number): Uint8Array {
  return message(varint(field << 3), varint(value));
}

/** Wire type 2: a length and that many bytes. */
function bytes(field: number, content: Uint8Array): Uint8Array {
  return message(varint((field << 3) | 2), varint(content.length), content);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value));
}

/** Seven bits a byte, lowest first; a negative number takes ten bytes as its 64-bit two's complement. */
function varint(value: number): Uint8Array {
  const encoded: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    encoded.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(encoded);
}
