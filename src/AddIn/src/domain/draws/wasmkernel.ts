import { kernelGroups, scalarKernel, type Kernel } from './kernel';
import { shaModule } from './shacode';
import { initialState } from './sha256';

const wordBytes = kernelGroups * 256;
const stateBytes = kernelGroups * 128;
const streamState = wordBytes + stateBytes;
const streamAt = streamState + 64;
const streamBlocks = 4096;
const pages = Math.ceil((streamAt + streamBlocks * 64) / 65_536);

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly lanes: (words: number, states: number, groups: number) => void;
  readonly stream: (bytes: number, state: number, blocks: number) => void;
}

/** The fastest kernel that works here: vectors of WebAssembly, checked against plain JavaScript before use, or that. */
export function bestKernel(): Kernel {
  try {
    const kernel = vectorKernel();
    return agrees(kernel) ? kernel : scalarKernel();
  } catch {
    // No WebAssembly, no vectors, or a page that forbids compiling: the plain kernel gives the same answers.
    return scalarKernel();
  }
}

function vectorKernel(): Kernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(shaModule(pages)));
  const { memory, lanes, stream } = exports as unknown as Exports;
  const bytes = new Uint8Array(memory.buffer, streamAt, streamBlocks * 64);
  const running = new Int32Array(memory.buffer, streamState, 8);
  return {
    name: 'webassembly',
    groups: kernelGroups,
    words: new Int32Array(memory.buffer, 0, wordBytes / 4),
    states: new Int32Array(memory.buffer, wordBytes, stateBytes / 4),
    run: (groups) => lanes(0, wordBytes, groups),
    stream(state, source, from, to) {
      running.set(state);
      for (let at = from; at < to; at += bytes.length) {
        const piece = source.subarray(at, Math.min(at + bytes.length, to));
        bytes.set(piece);
        stream(streamAt, streamState, piece.length / 64);
      }
      state.set(running);
    },
  };
}

function agrees(kernel: Kernel): boolean {
  const plain = scalarKernel();
  let seed = 1;
  for (let i = 0; i < kernel.words.length; i++) {
    seed = Math.imul(seed, 1_664_525) + 1_013_904_223;
    plain.words[i] = kernel.words[i] = seed;
  }
  for (let i = 0; i < kernel.states.length; i++) plain.states[i] = kernel.states[i] = initialState[(i >> 2) & 7]!;
  kernel.run(3);
  plain.run(3);
  const source = new Uint8Array(plain.words.buffer, 0, 64 * 5);
  const [own, other] = [initialState.slice(), initialState.slice()];
  kernel.stream(own, source, 0, source.length);
  plain.stream(other, source, 0, source.length);
  const same = kernel.states.every((word, i) => word === plain.states[i]) && own.every((word, i) => word === other[i]);
  kernel.words.fill(0);
  return same;
}
