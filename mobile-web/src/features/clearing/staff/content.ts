// The text of a power as the form holds it, and as the server takes it.
import type { FlowStepInput, PowerContentInput, RiskInput } from '@/shared/graphql/schema.generated'
import type { RoundItemQuery } from './clearing.generated'
import { saidWays } from './ways'

type Read = RoundItemQuery['clearingItem']['content']

/** A step as the form holds it: its number is its place. */
export type StepRow = Omit<FlowStepInput, 'number'>

/** A rule of the library by which a risk is held down. */
export interface CitedRule {
  readonly code: string
  readonly name: string
}

/** A risk as the form holds it: with the names of its rules. */
export interface RiskRow extends Omit<RiskInput, 'ruleCodes'> {
  readonly rules: readonly CitedRule[]
}

/** What the form holds; steps are numbered by their place. */
export interface Written extends Omit<PowerContentInput, 'steps' | 'risks'> {
  readonly steps: readonly StepRow[]
  readonly risks: readonly RiskRow[]
}

export const EMPTY: Written = {
  name: '',
  kind: 'EXTERNAL',
  administrativeType: '',
  summary: '',
  isMajor: false,
  exercisingBody: '',
  supervisingBody: '',
  accountableBody: '',
  legalBases: [],
  standards: [],
  guides: [],
  steps: [],
  ways: [],
  risks: [],
}

/** What was read, as the form holds it. Numbers of a register may have gaps: here each step has the number of its place.
 * Of ways it has those that people have to say. */
export function written(read: Read): Written {
  const { steps, risks, legalBases, standards, guides } = read
  const place = new Map(steps.map(({ number }, at) => [number, at + 1]))
  const at = (number: number) => place.get(number) ?? number
  return {
    name: read.name,
    kind: read.kind,
    administrativeType: read.administrativeType,
    summary: read.summary,
    isMajor: read.isMajor,
    exercisingBody: read.exercisingBody,
    supervisingBody: read.supervisingBody,
    accountableBody: read.accountableBody,
    legalBases,
    standards,
    guides,
    steps: steps.map(({ title, actor, duty, timeLimit, document }) => ({ title, actor, duty, timeLimit, document })),
    ways: saidWays(steps.flatMap(({ number, next }) => next.map(({ to, condition }) => ({ fromNumber: at(number), toNumber: at(to), condition })))),
    risks: risks.map((risk) => ({ ...risk, stepNumber: risk.stepNumber === null ? null : at(risk.stepNumber) })),
  }
}

/** What is sent; what was left empty is nothing. */
export function inputOf({ steps, ways, risks, legalBases, ...rest }: Written): PowerContentInput {
  return {
    ...rest,
    legalBases: legalBases.map((row) => ({ ...row, article: given(row.article) })),
    steps: steps.map((row, at) => ({ ...row, number: at + 1, timeLimit: given(row.timeLimit), document: given(row.document) })),
    ways: ways.map((row) => ({ ...row, condition: given(row.condition) })),
    risks: risks.map(({ rules, ...row }) => ({
      ...row,
      measures: row.measures.filter((line) => line.trim() !== ''),
      ruleCodes: rules.map(({ code }) => code),
    })),
  }
}

function given(value: string | null | undefined): string | null {
  return value?.trim() || null
}
