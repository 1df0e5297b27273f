// The posterior of two hyperparameters explored on an adaptive lattice: mode, curvature, flood fill, and a fine interpolation.

/** One lattice point: its place, its log density (unnormalised), and its integer coordinates in the rotated lattice. */
export interface HyperNode {
  readonly i: number
  readonly j: number
  readonly x: number
  readonly y: number
  logDensity: number
}

/** The explored lattice: nodes share one cell area, so weights are proportional to exp(logDensity). */
export interface HyperGrid {
  readonly nodes: HyperNode[]
  readonly origin: readonly [number, number]
  /** Lattice vectors as columns: (x, y) = origin + i·first + j·second. */
  readonly first: readonly [number, number]
  readonly second: readonly [number, number]
}

export interface HyperGridOptions {
  /** Where to start looking for the mode. */
  readonly start: readonly [number, number]
  /** Finite-difference steps for the curvature. */
  readonly differences: readonly [number, number]
  /** Lattice step in posterior standard deviations; 1.25 integrates a normal to 1e-5. */
  readonly step: number
  /** Nodes more than this below the best are not extended. */
  readonly drop: number
  readonly lower: readonly [number, number]
  readonly upper: readonly [number, number]
}

const MAXIMUM_NODES = 400
/** No direction is taken to be flatter than a standard deviation of 1.8. */
const LEAST_CURVATURE = 0.3
const MAXIMUM_ROUNDS = 10
/** A lattice whose best node lies so much above its origin was laid at the wrong place. */
const MISPLACED = 0.5
const MAXIMUM_LATTICES = 4

/** A quadratic that fits the log density near a point. */
interface LocalShape {
  readonly at: readonly [number, number]
  readonly value: number
  readonly gradient: readonly [number, number]
  /** Second derivatives xx, xy, yy; negative definite. */
  readonly curvature: readonly [number, number, number]
}

/**
 * Finds the mode of `logDensity`, takes its curvature for the lattice, and flood-fills until the density is negligible. Where that finds a
 * point well above the origin, everything is done again from there.
 */
export function exploreHyperGrid(logDensity: (x: number, y: number) => number, options: HyperGridOptions): HyperGrid {
  let start = options.start
  for (let lattice = 1; ; lattice++) {
    const grid = floodFill(logDensity, climb(logDensity, start, options), options)
    let best = grid.nodes[0]
    for (const node of grid.nodes) if (node.logDensity > best.logDensity) best = node
    if (best.logDensity < grid.nodes[0].logDensity + MISPLACED || lattice === MAXIMUM_LATTICES) return grid
    start = [best.x, best.y]
  }
}

/** Newton's steps with finite differences, halved where they lead down. */
function climb(
  logDensity: (x: number, y: number) => number,
  start: readonly [number, number],
  { differences, lower, upper }: HyperGridOptions,
): LocalShape {
  const inside = (value: number, axis: 0 | 1): number => Math.min(upper[axis], Math.max(lower[axis], value))
  let [dx, dy] = differences
  let shape = localShape(logDensity, start, logDensity(start[0], start[1]), dx, dy)
  for (let round = 1; round < MAXIMUM_ROUNDS; round++) {
    const [hxx, hxy, hyy] = shape.curvature
    const [gx, gy] = shape.gradient
    const determinant = hxx * hyy - hxy * hxy
    let moveX = -(hyy * gx - hxy * gy) / determinant
    let moveY = -(hxx * gy - hxy * gx) / determinant
    const length = Math.hypot(moveX, moveY)
    if (length > 1.5) {
      moveX *= 1.5 / length
      moveY *= 1.5 / length
    }
    const distance = -(hxx * moveX * moveX + 2 * hxy * moveX * moveY + hyy * moveY * moveY)
    // a third of a standard deviation is near enough: the lattice only needs to cover the mass
    if (distance < 0.1) return shape
    let next: readonly [number, number] = shape.at
    let value = -Infinity
    for (let share = 1; share > 0.1 && !(value > shape.value); share /= 2) {
      next = [inside(shape.at[0] + share * moveX, 0), inside(shape.at[1] + share * moveY, 1)]
      value = logDensity(next[0], next[1])
    }
    if (!(value > shape.value)) return shape
    // differences of about two thirds of a standard deviation are wide enough to see the curvature and near enough to be local
    dx = Math.min(differences[0], 0.7 / Math.sqrt(-hxx))
    dy = Math.min(differences[1], 0.7 / Math.sqrt(-hyy))
    shape = localShape(logDensity, next, value, dx, dy)
  }
  return shape
}

function localShape(
  logDensity: (x: number, y: number) => number,
  at: readonly [number, number],
  value: number,
  dx: number,
  dy: number,
): LocalShape {
  const [x, y] = at
  // a neighbour without a density is only known to be far below
  const near = (x: number, y: number): number => Math.max(value - 20, logDensity(x, y))
  const right = near(x + dx, y)
  const left = near(x - dx, y)
  const up = near(x, y + dy)
  const down = near(x, y - dy)
  const corner = near(x + dx, y + dy)
  const hxx = Math.min(-LEAST_CURVATURE, (right - 2 * value + left) / (dx * dx))
  const hyy = Math.min(-LEAST_CURVATURE, (up - 2 * value + down) / (dy * dy))
  const bound = 0.9 * Math.sqrt(hxx * hyy)
  const hxy = Math.min(bound, Math.max(-bound, (corner - right - up + value) / (dx * dy)))
  return { at, value, gradient: [(right - left) / (2 * dx), (up - down) / (2 * dy)], curvature: [hxx, hxy, hyy] }
}

function floodFill(
  logDensity: (x: number, y: number) => number,
  shape: LocalShape,
  options: HyperGridOptions,
): HyperGrid {
  const [x, y] = shape.at
  const [hxx, hxy, hyy] = shape.curvature
  // principal axes of the curvature
  const angle = 0.5 * Math.atan2(2 * hxy, hxx - hyy)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const curvature1 = -(hxx * cos * cos + 2 * hxy * cos * sin + hyy * sin * sin)
  const curvature2 = -(hxx * sin * sin - 2 * hxy * cos * sin + hyy * cos * cos)
  const size1 = options.step / Math.sqrt(Math.max(curvature1, LEAST_CURVATURE))
  const size2 = options.step / Math.sqrt(Math.max(curvature2, LEAST_CURVATURE))
  const first: [number, number] = [cos * size1, sin * size1]
  const second: [number, number] = [-sin * size2, cos * size2]

  const nodes: HyperNode[] = []
  const seen = new Set<number>()
  const queue: [number, number][] = []
  let best = -Infinity
  function visit(i: number, j: number): void {
    const key = (i + 512) * 1024 + (j + 512)
    if (seen.has(key) || nodes.length >= MAXIMUM_NODES) return
    seen.add(key)
    const nodeX = x + i * first[0] + j * second[0]
    const nodeY = y + i * first[1] + j * second[1]
    if (nodeX < options.lower[0] || nodeX > options.upper[0] || nodeY < options.lower[1] || nodeY > options.upper[1])
      return
    const value = i === 0 && j === 0 ? shape.value : logDensity(nodeX, nodeY)
    nodes.push({ i, j, x: nodeX, y: nodeY, logDensity: value })
    if (value > best) best = value
    if (value > best - options.drop) queue.push([i, j])
  }
  visit(0, 0)
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [i, j] = next
    visit(i + 1, j)
    visit(i - 1, j)
    visit(i, j + 1)
    visit(i, j - 1)
  }
  return { nodes, origin: [x, y], first, second }
}

/** Normalised weights of the nodes, proportional to exp(logDensity). */
export function nodeWeights(nodes: readonly { readonly logDensity: number }[]): Float64Array {
  let best = -Infinity
  for (const node of nodes) if (node.logDensity > best) best = node.logDensity
  const weights = Float64Array.from(nodes, (node) => Math.exp(node.logDensity - best))
  let total = 0
  for (const weight of weights) total += weight
  for (let k = 0; k < weights.length; k++) weights[k] /= total
  return weights
}

/**
 * Least-squares quadratic surface through values on lattice coordinates, weighted; falls back to lower order when there are few nodes.
 *
 * @returns a function of the lattice coordinates.
 */
export function quadraticSurface(
  nodes: readonly { readonly i: number; readonly j: number }[],
  values: Float64Array,
  weights: Float64Array,
): (i: number, j: number) => number {
  const terms = nodes.length >= 10 ? 6 : nodes.length >= 5 ? 3 : 1
  const basis = (i: number, j: number): number[] => [1, i, j, i * i, i * j, j * j].slice(0, terms)
  const matrix = Array.from({ length: terms }, () => new Float64Array(terms + 1))
  nodes.forEach((node, k) => {
    const row = basis(node.i, node.j)
    for (let a = 0; a < terms; a++) {
      for (let b = 0; b < terms; b++) matrix[a][b] += weights[k] * row[a] * row[b]
      matrix[a][terms] += weights[k] * row[a] * values[k]
    }
  })
  for (let a = 0; a < terms; a++) matrix[a][a] += 1e-9
  for (let a = 0; a < terms; a++) {
    let pivot = a
    for (let b = a + 1; b < terms; b++) if (Math.abs(matrix[b][a]) > Math.abs(matrix[pivot][a])) pivot = b
    ;[matrix[a], matrix[pivot]] = [matrix[pivot], matrix[a]]
    for (let b = 0; b < terms; b++) {
      if (b === a) continue
      const factor = matrix[b][a] / matrix[a][a]
      for (let c = a; c <= terms; c++) matrix[b][c] -= factor * matrix[a][c]
    }
  }
  const solution = matrix.map((row, a) => row[terms] / row[a])
  return (i, j) => {
    let sum = solution[0]
    if (terms >= 3) sum += solution[1] * i + solution[2] * j
    if (terms === 6) sum += solution[3] * i * i + solution[4] * i * j + solution[5] * j * j
    return sum
  }
}

/** Cubic B-spline weights would blur; Catmull–Rom passes through the nodes. */
function catmullRom(before: number, left: number, right: number, after: number, share: number): number {
  const a = -0.5 * before + 1.5 * left - 1.5 * right + 0.5 * after
  const b = before - 2.5 * left + 2 * right - 0.5 * after
  const c = -0.5 * before + 0.5 * right
  return ((a * share + b) * share + c) * share + left
}

/**
 * The density on a lattice `refine` times finer, interpolated: a quadratic surface plus a bicubic of what it leaves.
 *
 * @returns points with normalised weights.
 */
export function refineGrid(grid: HyperGrid, refine = 6): { x: Float64Array; y: Float64Array; weights: Float64Array } {
  const { nodes } = grid
  const plain = nodeWeights(nodes)
  const fitWeights = plain.map((weight) => weight + 1e-4)
  const surface = quadraticSurface(
    nodes,
    Float64Array.from(nodes, (node) => node.logDensity),
    fitWeights,
  )
  const left = new Map<number, number>()
  const key = (i: number, j: number): number => (i + 512) * 1024 + (j + 512)
  let minI = 0
  let maxI = 0
  let minJ = 0
  let maxJ = 0
  for (const node of nodes) {
    left.set(key(node.i, node.j), node.logDensity - surface(node.i, node.j))
    minI = Math.min(minI, node.i)
    maxI = Math.max(maxI, node.i)
    minJ = Math.min(minJ, node.j)
    maxJ = Math.max(maxJ, node.j)
  }
  const at = (i: number, j: number): number => {
    const found = left.get(key(i, j))
    if (found !== undefined) return found
    // outside the explored region: the mean of the explored neighbours keeps the surface continuous
    let sum = 0
    let count = 0
    for (let a = -1; a <= 1; a++) {
      for (let b = -1; b <= 1; b++) {
        const near = left.get(key(i + a, j + b))
        if (near !== undefined) {
          sum += near
          count++
        }
      }
    }
    return count > 0 ? sum / count : -8
  }
  const xs: number[] = []
  const ys: number[] = []
  const logs: number[] = []
  for (let i = minI; i < maxI; i++) {
    for (let j = minJ; j < maxJ; j++) {
      const corners = [key(i, j), key(i + 1, j), key(i, j + 1), key(i + 1, j + 1)]
      if (!corners.some((corner) => left.has(corner))) continue
      const rows: number[][] = []
      for (let a = -1; a <= 2; a++) rows.push([at(i + a, j - 1), at(i + a, j), at(i + a, j + 1), at(i + a, j + 2)])
      for (let a = 0; a < refine; a++) {
        for (let b = 0; b < refine; b++) {
          const shareI = (a + 0.5) / refine
          const shareJ = (b + 0.5) / refine
          const column = rows.map((row) => catmullRom(row[0], row[1], row[2], row[3], shareJ))
          const extra = catmullRom(column[0], column[1], column[2], column[3], shareI)
          const atI = i + shareI
          const atJ = j + shareJ
          logs.push(surface(atI, atJ) + extra)
          xs.push(grid.origin[0] + atI * grid.first[0] + atJ * grid.second[0])
          ys.push(grid.origin[1] + atI * grid.first[1] + atJ * grid.second[1])
        }
      }
    }
  }
  const weights = nodeWeights(logs.map((logDensity) => ({ logDensity })))
  return { x: Float64Array.from(xs), y: Float64Array.from(ys), weights }
}
