/** Places of one role at one object. */
export interface Slot {
  readonly object: number;
  readonly need: number;
  /** No two of the chosen may share a unit. */
  readonly distinct: boolean;
  /** Inspectors who may take a place, as ascending numbers. */
  readonly eligible: readonly number[];
}

export interface Staff {
  readonly objects: number;
  readonly slots: readonly Slot[];
  /** Unit of each inspector, as a number. */
  readonly unitOf: readonly number[];
}

const free = 0;
const used = 1;
const accepted = 2;

/**
 * Inspectors on places as an integer flow (SSD-1 §6): slot → unit within the slot → (object, inspector) → inspector → sink.
 * An edge is one way to fill a place: a slot with one of its eligible inspectors.
 */
export class Staffing {
  /** Slot and inspector of each edge; edges of a slot are neighbours. */
  readonly slotOf: Int32Array;
  readonly inspectorOf: Int32Array;
  private readonly firstEdge: Int32Array;
  private readonly state: Uint8Array;
  private readonly capacity: Int32Array;
  private readonly load: Int32Array;
  private readonly acceptedLoad: Int32Array;
  private readonly openPlaces: Int32Array;
  private readonly usedBy: number[][];
  private readonly usedIn: number[][];
  private readonly pairEdge: Int32Array;
  private readonly unitEdge: Int32Array;
  private readonly unitRow: Int32Array;
  /** First edge of each unit within each distinct slot; it ends where the next begins. */
  private readonly unitFirst: Int32Array;
  private readonly slotOfRow: number[] = [];
  private readonly units: number;
  private readonly inspectors: number;
  // Nodes: slots, units within distinct slots, (object, inspector) pairs, inspectors, the sink.
  private readonly unitNodes: number;
  private readonly pairNodes: number;
  private readonly inspectorNodes: number;
  private readonly sink: number;
  private readonly parent: Int32Array;
  private readonly parentEdge: Int32Array;
  private readonly seen: Int32Array;
  private readonly region: Int32Array;
  private readonly queue: Int32Array;
  private queued = 0;
  private search = 0;
  private regions = 0;

  constructor(private readonly staff: Staff) {
    const { slots, objects, unitOf } = staff;
    this.inspectors = unitOf.length;
    this.units = unitOf.reduce((most, unit) => Math.max(most, unit + 1), 0);
    this.firstEdge = new Int32Array(slots.length + 1);
    slots.forEach((slot, s) => (this.firstEdge[s + 1] = this.firstEdge[s]! + slot.eligible.length));
    const edges = this.firstEdge[slots.length]!;
    this.slotOf = new Int32Array(edges);
    this.inspectorOf = new Int32Array(edges);
    slots.forEach((slot, s) => {
      this.slotOf.fill(s, this.firstEdge[s], this.firstEdge[s + 1]);
      // By unit, so that the edges of a unit within a slot are neighbours too.
      const eligible = slot.distinct ? [...slot.eligible].sort((a, b) => unitOf[a]! - unitOf[b]!) : slot.eligible;
      this.inspectorOf.set(eligible, this.firstEdge[s]);
    });
    this.state = new Uint8Array(edges);
    this.capacity = new Int32Array(this.inspectors);
    this.load = new Int32Array(this.inspectors);
    this.acceptedLoad = new Int32Array(this.inspectors);
    this.openPlaces = Int32Array.from(slots, (slot) => slot.need);
    this.usedBy = Array.from({ length: this.inspectors }, () => []);
    this.usedIn = slots.map(() => []);
    this.pairEdge = new Int32Array(objects * this.inspectors).fill(-1);
    this.unitRow = Int32Array.from(slots, (slot, s) => (slot.distinct ? this.slotOfRow.push(s) - 1 : -1));
    this.unitEdge = new Int32Array(this.slotOfRow.length * this.units).fill(-1);
    this.unitFirst = this.unitRanges();
    this.unitNodes = slots.length;
    this.pairNodes = this.unitNodes + this.unitEdge.length;
    this.inspectorNodes = this.pairNodes + this.pairEdge.length;
    this.sink = this.inspectorNodes + this.inspectors;
    this.parent = new Int32Array(this.sink + 1);
    this.parentEdge = new Int32Array(this.sink + 1);
    this.seen = new Int32Array(this.sink + 1);
    this.region = new Int32Array(this.sink + 1);
    this.queue = new Int32Array(this.sink + 1);
  }

  private unitRanges(): Int32Array {
    const ranges = new Int32Array(this.slotOfRow.length * (this.units + 1));
    this.slotOfRow.forEach((slot, row) => {
      let edge = this.firstEdge[slot]!;
      for (let unit = 0; unit <= this.units; unit++) {
        ranges[row * (this.units + 1) + unit] = edge;
        while (edge < this.firstEdge[slot + 1]! && this.staff.unitOf[this.inspectorOf[edge]!] === unit) edge++;
      }
    });
    return ranges;
  }

  get places(): number {
    return this.staff.slots.reduce((sum, slot) => sum + slot.need, 0);
  }

  /** Whether the edge is part of the assignment built so far. */
  holds(edge: number): boolean {
    return this.state[edge] !== free;
  }

  /** Fills every place with nobody beyond the given number of places; false where that is impossible. */
  completeWithin(capacity: ArrayLike<number>): boolean {
    this.capacity.set(Array.from(capacity));
    return this.fill() === 0;
  }

  /** Smallest equal bound on loads for which every place can be filled, reached by filling them; null where none is. */
  completeWithLeastLoad(): number | null {
    if (this.places === 0) return 0;
    let bound = 1;
    for (;;) {
      this.capacity.fill(bound);
      const missing = this.fill();
      if (missing === 0) return bound;
      // The nodes the last search reached form a minimum cut; only its inspectors' bounds can widen it.
      let reached = 0;
      for (let i = 0; i < this.inspectors; i++) if (this.seen[this.inspectorNodes + i] === this.search) reached++;
      if (reached === 0) return null;
      bound += Math.ceil(missing / reached);
    }
  }

  /** Raises every bound, after the least one is known. */
  widen(bound: number): void {
    this.capacity.fill(bound);
  }

  /**
   * Accepts the edge if everything accepted so far can, with it, still be completed, and rearranges what is not yet
   * accepted so that it is. Nothing that was refused once can be accepted later.
   */
  accept(edge: number): boolean {
    if (this.state[edge] === free && !this.bringIn(edge)) return false;
    this.state[edge] = accepted;
    this.openPlaces[this.slotOf[edge]!]!--;
    this.acceptedLoad[this.inspectorOf[edge]!]!++;
    return true;
  }

  private bringIn(edge: number): boolean {
    const slot = this.slotOf[edge]!;
    const inspector = this.inspectorOf[edge]!;
    const inPair = this.pairEdge[this.pairOf(edge)]!;
    const inUnit = this.unitRow[slot]! < 0 ? -1 : this.unitEdge[this.unitSlot(edge)]!;
    if (this.openPlaces[slot] === 0 || this.acceptedLoad[inspector]! >= this.capacity[inspector]!) return false;
    if ((inPair >= 0 && this.state[inPair] === accepted) || (inUnit >= 0 && this.state[inUnit] === accepted)) return false;
    if (inPair < 0 && this.load[inspector]! < this.capacity[inspector]!) {
      const leaving = inUnit >= 0 ? inUnit : this.usedIn[slot]!.find((other) => this.state[other] === used)!;
      this.drop(leaving);
      this.take(edge);
      return true;
    }
    if (this.exchange(edge, inPair, inUnit)) return true;
    // Accepting closes a walk through the edge, so both its ends lie in one strongly connected part of the residual network.
    const tail = this.tailOf(edge);
    const head = this.pairNodes + this.pairOf(edge);
    if (this.region[tail] !== this.region[head]) return false;
    this.begin();
    this.reach(head, -1, -1, this.region[head]!);
    if (!this.find(tail, this.region[head]!)) {
      const apart = ++this.regions;
      for (let i = 0; i < this.queued; i++) this.region[this.queue[i]!] = apart;
      return false;
    }
    this.follow(tail);
    this.take(edge);
    return true;
  }

  /**
   * The shortest walk there is, and nearly always one: somebody leaves the slot and takes over a place of the inspector
   * who comes in. Found by looking, it spares a search.
   */
  private exchange(edge: number, inPair: number, inUnit: number): boolean {
    const given = inPair >= 0 ? [inPair] : this.usedBy[this.inspectorOf[edge]!]!;
    for (const leaving of this.usedIn[this.slotOf[edge]!]!) {
      if (this.state[leaving] !== used || (inUnit >= 0 && inUnit !== leaving)) continue;
      for (const place of given) {
        if (this.state[place] !== used) continue;
        const taken = this.edgeAt(this.slotOf[place]!, this.inspectorOf[leaving]!);
        if (taken < 0 || this.state[taken] !== free) continue;
        const pair = this.pairEdge[this.pairOf(taken)]!;
        const unit = this.unitRow[this.slotOf[taken]!]! < 0 ? -1 : this.unitEdge[this.unitSlot(taken)]!;
        if ((pair >= 0 && pair !== leaving) || (unit >= 0 && unit !== place)) continue;
        this.drop(leaving);
        this.drop(place);
        this.take(edge);
        this.take(taken);
        return true;
      }
    }
    return false;
  }

  /** The edge of a slot and an inspector, or -1. Edges of a slot ascend by inspector, in distinct slots within each unit. */
  private edgeAt(slot: number, inspector: number): number {
    const row = this.unitRow[slot]!;
    const range = row * (this.units + 1) + this.staff.unitOf[inspector]!;
    let low = row < 0 ? this.firstEdge[slot]! : this.unitFirst[range]!;
    let high = row < 0 ? this.firstEdge[slot + 1]! : this.unitFirst[range + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.inspectorOf[middle]! < inspector) low = middle + 1;
      else high = middle;
    }
    const end = row < 0 ? this.firstEdge[slot + 1]! : this.unitFirst[range + 1]!;
    return low < end && this.inspectorOf[low] === inspector ? low : -1;
  }

  /** Augments until no place more can be filled; the number of places that stay open. */
  private fill(): number {
    let missing = 0;
    for (const [s, slot] of this.staff.slots.entries()) {
      for (let edge = this.leastLoaded(s); edge >= 0 && this.usedIn[s]!.length < slot.need; edge = this.leastLoaded(s)) this.take(edge);
      missing += slot.need - this.usedIn[s]!.length;
    }
    while (missing > 0) {
      this.begin();
      this.staff.slots.forEach((slot, s) => {
        if (this.usedIn[s]!.length < slot.need) this.reach(s, -1, -1, -1);
      });
      if (!this.find(this.sink, -1)) return missing;
      this.follow(this.sink);
      missing--;
    }
    return 0;
  }

  /** The edge of a slot that fits and whose inspector has least to do, or -1. */
  private leastLoaded(slot: number): number {
    let best = -1;
    for (let edge = this.firstEdge[slot]!; edge < this.firstEdge[slot + 1]!; edge++) {
      const inspector = this.inspectorOf[edge]!;
      const lighter = best < 0 || this.load[inspector]! < this.load[this.inspectorOf[best]!]!;
      if (!lighter || this.state[edge] !== free || this.load[inspector]! >= this.capacity[inspector]! || this.pairEdge[this.pairOf(edge)]! >= 0) continue;
      if (this.unitRow[slot]! < 0 || this.unitEdge[this.unitSlot(edge)]! < 0) best = edge;
    }
    return best;
  }

  private begin(): void {
    this.search++;
    this.queued = 0;
  }

  private reach(node: number, from: number, edge: number, region: number): void {
    if (this.seen[node] === this.search || (region >= 0 && this.region[node] !== region)) return;
    this.seen[node] = this.search;
    this.parent[node] = from;
    this.parentEdge[node] = edge;
    this.queue[this.queued++] = node;
  }

  /** Breadth-first search of the residual network from what is queued. */
  private find(goal: number, region: number): boolean {
    for (let i = 0; i < this.queued; i++) {
      this.expand(this.queue[i]!, region);
      if (this.seen[goal] === this.search) return true;
    }
    return false;
  }

  private expand(node: number, region: number): void {
    if (node < this.unitNodes) this.expandSlot(node, region);
    else if (node < this.pairNodes) this.expandUnit(node, region);
    else if (node < this.inspectorNodes) this.expandPair(node, region);
    else if (node < this.sink) this.expandInspector(node, region);
    else for (let i = 0; i < this.inspectors; i++) if (this.load[i]! > 0) this.reach(this.inspectorNodes + i, node, -1, region);
  }

  private expandSlot(slot: number, region: number): void {
    const row = this.unitRow[slot]!;
    if (row >= 0) {
      const first = row * this.units;
      for (let unit = first; unit < first + this.units; unit++) {
        if (this.unitEdge[unit]! < 0) this.reach(this.unitNodes + unit, slot, -1, region);
      }
      return;
    }
    for (let edge = this.firstEdge[slot]!; edge < this.firstEdge[slot + 1]!; edge++) {
      if (this.state[edge] === free) this.reach(this.pairNodes + this.pairOf(edge), slot, edge, region);
    }
  }

  private expandUnit(node: number, region: number): void {
    const index = node - this.unitNodes;
    const unit = index % this.units;
    const row = (index - unit) / this.units;
    for (let edge = this.unitFirst[row * (this.units + 1) + unit]!; edge < this.unitFirst[row * (this.units + 1) + unit + 1]!; edge++) {
      if (this.state[edge] === free) this.reach(this.pairNodes + this.pairOf(edge), node, edge, region);
    }
    const inUnit = this.unitEdge[index]!;
    if (inUnit >= 0 && this.state[inUnit] === used) this.reach(this.slotOfRow[row]!, node, -1, region);
  }

  private expandPair(node: number, region: number): void {
    const edge = this.pairEdge[node - this.pairNodes]!;
    if (edge < 0) this.reach(this.inspectorNodes + ((node - this.pairNodes) % this.inspectors), node, -1, region);
    else if (this.state[edge] === used) this.reach(this.tailOf(edge), node, edge, region);
  }

  private expandInspector(node: number, region: number): void {
    const inspector = node - this.inspectorNodes;
    if (this.load[inspector]! < this.capacity[inspector]!) this.reach(this.sink, node, -1, region);
    for (const edge of this.usedBy[inspector]!) {
      if (this.state[edge] === used) this.reach(this.pairNodes + this.pairOf(edge), node, -1, region);
    }
  }

  /** Turns the walk that led to a node into changes: edges walked forwards are taken, edges walked back are dropped. */
  private follow(goal: number): void {
    const taken: number[] = [];
    for (let node = goal; node >= 0; node = this.parent[node]!) {
      const edge = this.parentEdge[node]!;
      if (edge < 0) continue;
      if (node >= this.pairNodes && node < this.inspectorNodes) taken.push(edge);
      else this.drop(edge);
    }
    for (const edge of taken) this.take(edge);
  }

  private take(edge: number): void {
    this.state[edge] = used;
    this.pairEdge[this.pairOf(edge)] = edge;
    const slot = this.slotOf[edge]!;
    const inspector = this.inspectorOf[edge]!;
    if (this.unitRow[slot]! >= 0) this.unitEdge[this.unitSlot(edge)] = edge;
    this.load[inspector]!++;
    this.usedBy[inspector]!.push(edge);
    this.usedIn[slot]!.push(edge);
  }

  private drop(edge: number): void {
    this.state[edge] = free;
    this.pairEdge[this.pairOf(edge)] = -1;
    const slot = this.slotOf[edge]!;
    const inspector = this.inspectorOf[edge]!;
    if (this.unitRow[slot]! >= 0) this.unitEdge[this.unitSlot(edge)] = -1;
    this.load[inspector]!--;
    remove(this.usedBy[inspector]!, edge);
    remove(this.usedIn[slot]!, edge);
  }

  private pairOf(edge: number): number {
    return this.staff.slots[this.slotOf[edge]!]!.object * this.inspectors + this.inspectorOf[edge]!;
  }

  private unitSlot(edge: number): number {
    return this.unitRow[this.slotOf[edge]!]! * this.units + this.staff.unitOf[this.inspectorOf[edge]!]!;
  }

  private tailOf(edge: number): number {
    const slot = this.slotOf[edge]!;
    return this.unitRow[slot]! < 0 ? slot : this.unitNodes + this.unitSlot(edge);
  }
}

function remove(list: number[], edge: number): void {
  const at = list.indexOf(edge);
  list[at] = list[list.length - 1]!;
  list.pop();
}
