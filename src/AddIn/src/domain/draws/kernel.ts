import { compress, compressBytes } from './sha256';

/** Messages that are hashed side by side in one group. */
export const laneCount = 4;

/**
 * Compresses many SHA-256 blocks at once. Group g holds four messages, interleaved word by word: word t of lane l is
 * `words[64g + 4t + l]` (big-endian value), state word s is `states[32g + 4s + l]`.
 */
export interface Kernel {
  readonly name: string;
  readonly groups: number;
  readonly words: Int32Array;
  readonly states: Int32Array;
  run(groups: number): void;
  /** Takes the whole blocks `source[from…to)` of one message into its state of eight words. */
  stream(state: Int32Array, source: Uint8Array, from: number, to: number): void;
}

/** Groups per run: block and state words of 1024 messages stay in the second-level cache. */
export const kernelGroups = 256;

export function scalarKernel(): Kernel {
  const words = new Int32Array(kernelGroups * 64);
  const states = new Int32Array(kernelGroups * 32);
  return {
    name: 'javascript',
    groups: kernelGroups,
    words,
    states,
    run(groups) {
      for (let g = 0; g < groups; g++) {
        for (let lane = 0; lane < laneCount; lane++) compress(states, 32 * g + lane, words, 64 * g + lane, laneCount);
      }
    },
    stream(state, source, from, to) {
      for (let at = from; at < to; at += 64) compressBytes(state, source, at);
    },
  };
}
