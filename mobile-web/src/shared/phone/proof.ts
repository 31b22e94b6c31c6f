// Turns a challenge into the proof that goes with a request for a code; loaded when a code is asked for.
import SolveWorker from './solve.worker?worker'
import { solve, type Puzzle, type Solution } from './solve'

/** A challenge as the server gives it: its parts, and the whole as JSON to be sent back. */
export interface Challenge extends Puzzle {
  json: string
}

/** base64 of the challenge with its solution. */
export async function proofOfWork({ json, nonce, salt, cost, keyLength, keyPrefix }: Challenge): Promise<string> {
  const solution = await solveAside({ nonce, salt, cost, keyLength, keyPrefix })
  return btoa(JSON.stringify({ challenge: JSON.parse(json) as unknown, solution }))
}

/** In a worker where one can be started, else on the page itself. */
function solveAside(puzzle: Puzzle): Promise<Solution> {
  return new Promise((resolve) => {
    let worker: Worker | undefined
    try {
      worker = new SolveWorker()
    } catch {
      resolve(solve(puzzle))
      return
    }
    const done = (solution: Solution) => {
      worker.terminate()
      resolve(solution)
    }
    worker.onmessage = (event: MessageEvent<Solution>) => done(event.data)
    worker.onerror = () => done(solve(puzzle))
    worker.postMessage(puzzle)
  })
}
