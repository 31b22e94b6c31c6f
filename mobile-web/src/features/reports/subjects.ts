// From the ids in an address to names and to the units from which subjects are chosen.
import type { Subject } from '@/shared/draft/draft'
import { request } from '@/shared/graphql/client'
import type { UnitChoice } from './form'
import { SubjectNode, type SubjectNodeQuery } from './report.generated'
import { text } from './text'

type Node = NonNullable<SubjectNodeQuery['node']>
type UnitNode = Extract<Node, { __typename: 'Unit' }>

/** What the ids stand for; unknown ones fall away. */
export interface Found {
  chosen: Subject[]
  units: UnitChoice[]
  /** The page that the person came from, for the first screen. */
  place: string
}

/** Looks up at most ten ids. Throws `RequestError`. */
export async function findSubjects(ids: readonly string[]): Promise<Found> {
  const answers = await Promise.all(ids.slice(0, 10).map((id) => request(SubjectNode, { id })))
  const found: Found = { chosen: [], units: [], place: '' }
  for (const { node } of answers) if (node) take(found, node)
  return found
}

/** The unit's officials and the unit as a whole. */
export async function findUnit(id: string): Promise<UnitChoice | undefined> {
  const { node } = await request(SubjectNode, { id })
  return node?.__typename === 'Unit' ? unitChoice(node) : undefined
}

function take(found: Found, node: Node): void {
  if (node.__typename === 'Unit') {
    found.units.push(unitChoice(node))
    found.place ||= node.name
  } else if (node.__typename === 'Power') {
    const power: Subject = { id: node.id, kind: 'POWER', name: node.name, detail: node.unit.name }
    found.units.push(unitChoice(node.unit, power, node.steps))
    found.chosen.push(power)
    found.place ||= node.unit.name
  } else if (node.__typename === 'Official') {
    found.chosen.push({ id: node.id, kind: 'OFFICIAL', name: node.name, detail: '' })
  }
}

function unitChoice(unit: Omit<UnitNode, '__typename'>, power?: Subject, steps: UnitChoice['steps'] = []): UnitChoice {
  const seen = new Map<string, Subject>()
  for (const { official, title } of unit.officials) {
    const old = seen.get(official.id)
    const detail = old ? `${old.detail}、${title}` : title
    seen.set(official.id, { id: official.id, kind: 'OFFICIAL', name: official.name, detail })
  }
  const whole: Subject = { id: unit.id, kind: 'UNIT', name: text.subjects.whole(unit.shortName), detail: text.subjects.wholeDetail }
  const options = [...(power ? [power] : []), ...Array.from(seen.values()), whole]
  return { id: unit.id, code: unit.code, name: unit.name, shortName: unit.shortName, options, steps }
}
