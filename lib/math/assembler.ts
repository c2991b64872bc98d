/**
 * WebAssembly written as TypeScript expressions: every function returns the bytes of one instruction and its operands.
 * Opcodes: WebAssembly core specification 2.0, section 5.4. No file of bytes, no tool: the source is what runs.
 */

export type Code = readonly number[];

export type Variable = { readonly get: Code; set(value: Code): Code };

export type WasmFunction = { readonly name: string; readonly parameters: number; readonly code: Code };

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const NOTHING = 0x40;
const END = 0x0b;

/** A function of i32 parameters that returns nothing; `body` gets its parameters and locals by name. */
export function wasmFunction<P extends string, L extends string>(
  name: string,
  parameters: readonly P[],
  locals: { readonly ints: readonly L[]; readonly vectors?: number; readonly floats?: number },
  body: (ints: Record<P | L, Variable>, vectors: readonly Variable[], floats: readonly Variable[]) => Code,
): WasmFunction {
  const { ints, vectors = 0, floats = 0 } = locals;
  const names: readonly (P | L)[] = [...parameters, ...ints];
  const variables = Array.from({ length: names.length + vectors + floats }, (_, index) => variable(index));
  const byName = Object.fromEntries(names.map((one, index) => [one, variables[index]!]));
  const others = variables.slice(names.length);
  const code = [
    ...list([
      [...unsigned(ints.length), I32],
      [...unsigned(vectors), V128],
      [...unsigned(floats), F32],
    ]),
    ...body(byName as Record<P | L, Variable>, others.slice(0, vectors), others.slice(vectors)),
    END,
  ];
  return { name, parameters: parameters.length, code };
}

function variable(index: number): Variable {
  return {
    get: [0x20, ...unsigned(index)],
    set: (value) => [...value, 0x21, ...unsigned(index)],
  };
}

/** The whole module: it imports `host.memory`, shared between threads, and exports every function. */
export function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const memory = [...text('host'), ...text('memory'), 2, 3, ...unsigned(pages), ...unsigned(pages)];
  const types = functions.map(({ parameters }) => [0x60, ...list(Array(parameters).fill([I32])), 0]);
  const exported = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]);
  const bodies = functions.map(({ code }) => [...unsigned(code.length), ...code]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exported),
    ...section(10, bodies),
  ]);
}

export const ZERO_VECTOR: Code = [0xfd, 12, ...Array<number>(16).fill(0)];

export const int = (value: number): Code => [0x41, ...signed(value)];
export const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const times = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const plusFloat = (a: Code, b: Code): Code => [...a, ...b, 0x92];
/** Four floats at once. */
export const plusVector = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe4, 1];
export const timesVector = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe6, 1];

/** One of four floats. */
export const takeFloat = (vector: Code, lane: number): Code => [...vector, 0xfd, 31, lane];

/** Loads and stores are at `address` + `offset` bytes. */
export const loadInt = (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)];
export const loadShort = (address: Code, offset = 0): Code => [...address, 0x2f, 1, ...unsigned(offset)];
export const loadFloat = (address: Code, offset = 0): Code => [...address, 0x2a, 2, ...unsigned(offset)];
export const loadVector = (address: Code, offset = 0): Code => [...address, 0xfd, 0, 2, ...unsigned(offset)];
/** One float, four times. */
export const spreadFloat = (address: Code, offset = 0): Code => [...address, 0xfd, 9, 2, ...unsigned(offset)];
export const storeFloat = (address: Code, value: Code): Code => [...address, ...value, 0x38, 2, 0];
export const storeVector = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...[0xfd, 11, 2],
  ...unsigned(offset),
];

/** while (variable < end) { body; variable += step } */
export function whileBelow(counter: Variable, end: Code, step: number, body: Code): Code {
  const leaveUnlessBelow = [...counter.get, ...end, 0x49, 0x45, 0x0d, 1];
  const next = counter.set(plus(counter.get, int(step)));
  return [0x02, NOTHING, 0x03, NOTHING, ...leaveUnlessBelow, ...body, ...next, 0x0c, 0, END, END];
}

function section(id: number, items: readonly Code[]): Code {
  const content = list(items);
  return [id, ...unsigned(content.length), ...content];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): Code {
  return [...unsigned(value.length), ...Buffer.from(value)];
}

/** LEB128: seven bits a byte, lowest first. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value % 128) | 128, ...unsigned(Math.floor(value / 128))];
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
