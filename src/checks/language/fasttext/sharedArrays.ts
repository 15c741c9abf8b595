/** Arrays of a model lie in memory that all threads of the program share, so that a large model is there once. */

export function sharedFloat32Array(length: number): Float32Array {
  return new Float32Array(sharedMemory(length * 4));
}

export function sharedInt32Array(length: number): Int32Array {
  return new Int32Array(sharedMemory(length * 4));
}

export function sharedUint8Array(length: number): Uint8Array {
  return new Uint8Array(sharedMemory(length));
}

function sharedMemory(bytes: number): SharedArrayBuffer {
  try {
    return new SharedArrayBuffer(bytes);
  } catch {
    throw new Error(`There is no memory for the fastText model: ${Math.ceil(bytes / 1e6)} MB at once are needed.`);
  }
}
