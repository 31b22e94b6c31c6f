// Solves beside the page, so that the phone stays usable meanwhile.
import { solve, type Puzzle, type Solution } from './solve'

const scope = self as unknown as { onmessage: (event: MessageEvent<Puzzle>) => void; postMessage: (solution: Solution) => void }

scope.onmessage = ({ data }) => scope.postMessage(solve(data))
