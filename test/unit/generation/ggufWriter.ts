/** Writes GGUF headers, wrong ones, too: nothing is checked. */

const TYPES = { uint32: 4, float32: 6, bool: 7, text: 8, list: 9, uint64: 10 } as const;

export type WrittenValue =
  | { readonly uint32: number }
  | { readonly float32: number }
  | { readonly bool: boolean }
  | { readonly text: string }
  | { readonly uint64: bigint }
  | { readonly list: readonly WrittenValue[]; readonly of: keyof typeof TYPES; readonly claimed?: bigint };

export interface WrittenTensor {
  readonly name: string;
  readonly shape: readonly (number | bigint)[];
  readonly offset?: bigint;
}

export interface WrittenHeader {
  readonly version?: number;
  readonly values?: readonly (readonly [string, WrittenValue])[];
  readonly tensors?: readonly WrittenTensor[];
  readonly claimedValues?: bigint;
  readonly claimedTensors?: bigint;
}

export function ggufHeader({ version = 3, values = [], tensors = [], claimedValues, claimedTensors }: WrittenHeader): Buffer {
  return Buffer.concat([
    Buffer.from('GGUF'),
    uint32(version),
    uint64(claimedTensors ?? BigInt(tensors.length)),
    uint64(claimedValues ?? BigInt(values.length)),
    ...values.flatMap(([key, value]) => [text(key), uint32(typeOf(value)), bytesOf(value)]),
    ...tensors.flatMap(({ name, shape, offset = 0n }) => [
      text(name),
      uint32(shape.length),
      ...shape.map((size) => uint64(BigInt(size))),
      uint32(0),
      uint64(offset),
    ]),
  ]);
}

function typeOf(value: WrittenValue): number {
  return TYPES[Object.keys(value)[0] as keyof typeof TYPES];
}

function bytesOf(value: WrittenValue): Buffer {
  if ('uint32' in value) return uint32(value.uint32);
  if ('bool' in value) return Buffer.from([value.bool ? 1 : 0]);
  if ('text' in value) return text(value.text);
  if ('uint64' in value) return uint64(value.uint64);
  if ('list' in value) {
    const length = uint64(value.claimed ?? BigInt(value.list.length));
    return Buffer.concat([uint32(TYPES[value.of]), length, ...value.list.map(bytesOf)]);
  }
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value.float32);
  return buffer;
}

function text(written: string): Buffer {
  const bytes = Buffer.from(written);
  return Buffer.concat([uint64(BigInt(bytes.length)), bytes]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function uint64(value: bigint): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(value);
  return buffer;
}
