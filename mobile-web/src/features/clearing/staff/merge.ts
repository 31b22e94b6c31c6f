// Two who wrote on one item: what each touched goes together, and what both touched is set side by side.
import type { Written } from './content'
import { grades, kinds, riskKinds, text } from './text'

/** What is taken as one: of a flow the steps and the ways between them. */
const PARTS = {
  name: ['name'],
  kind: ['kind'],
  administrativeType: ['administrativeType'],
  summary: ['summary'],
  isMajor: ['isMajor'],
  exercisingBody: ['exercisingBody'],
  supervisingBody: ['supervisingBody'],
  accountableBody: ['accountableBody'],
  legalBases: ['legalBases'],
  standards: ['standards'],
  guides: ['guides'],
  flow: ['steps', 'ways'],
  risks: ['risks'],
} as const satisfies Record<string, readonly (keyof Written)[]>

/** A part of an item that is written as one. */
export type MergePart = keyof typeof PARTS

/** What came of it. */
export interface Merged {
  /** Own words, and those of the other where one wrote nothing oneself. */
  readonly form: Written
  /** What the other's words were taken of. */
  readonly taken: readonly MergePart[]
  /** What both wrote, differently: own words stand in the form until one chooses. */
  readonly both: readonly MergePart[]
}

/** Puts together what was written from the same base: here, and by somebody else. */
export function merge(base: Written, own: Written, other: Written): Merged {
  const all = Object.keys(PARTS) as MergePart[]
  const differ = (part: MergePart, one: Written, two: Written) => said(part, one) !== said(part, two)
  const taken = all.filter((part) => !differ(part, base, own) && differ(part, base, other))
  const both = all.filter((part) => differ(part, base, own) && differ(part, base, other) && differ(part, own, other))
  // Risks name steps by their numbers: those of one do not fit the steps of another.
  const isOther = (part: MergePart) => taken.includes(part)
  const split = isOther('flow') !== isOther('risks') && order(own) !== order(other) && differ('risks', own, other) && !both.includes('risks')
  const apart = split ? taken.filter((part) => part !== 'risks') : taken
  return { form: apart.reduce((form, part) => withPart(form, part, other), own), taken: apart, both: split ? [...both, 'risks'] : both }
}

/** A part as somebody else wrote it. */
export function withPart(form: Written, part: MergePart, from: Written): Written {
  return Object.assign({}, form, ...PARTS[part].map((field) => ({ [field]: from[field] }))) as Written
}

/** What people call a part. */
export function partName(part: MergePart): string {
  const { rows, fields } = text
  const lists = { legalBases: rows.basis, standards: rows.standard, guides: rows.guide, flow: rows.step, risks: rows.risk }
  return part in lists ? lists[part as keyof typeof lists] : fields[part as keyof typeof fields]
}

/** What people read of a part, line by line. */
export function linesOf(part: MergePart, form: Written): readonly string[] {
  const { rows } = text
  switch (part) {
    case 'kind':
      return [kinds[form.kind]]
    case 'isMajor':
      return [form.isMajor ? text.yes : text.no]
    case 'legalBases':
      return form.legalBases.map(({ law, article, text: said }) => `${law}${article ?? ''}：${said}`)
    case 'standards':
      return form.standards.map(({ circumstance, standard }) => `${circumstance}：${standard}`)
    case 'guides':
      return form.guides.map(({ title, text: said }) => `${title}：${said}`)
    case 'flow':
      return [
        ...form.steps.map((step, at) => `${rows.number(at + 1)} ${[step.title, step.actor, step.duty, step.timeLimit, step.document].filter(Boolean).join('，')}`),
        ...form.ways.map(({ fromNumber, toNumber, condition }) => text.wayLine(fromNumber, toNumber, condition ?? '')),
      ]
    case 'risks':
      return form.risks.map((risk) => [grades[risk.grade], riskKinds[risk.kind], risk.stepNumber ? rows.number(risk.stepNumber) : rows.whole, risk.text, ...risk.measures, ...risk.rules.map(({ name }) => rows.ruleName(name))].join('；'))
    default:
      return [form[part]]
  }
}

/** A part in one text, by which two are told apart: spaces around words, and what was left empty, make no difference. */
function said(part: MergePart, form: Written): string {
  return JSON.stringify(PARTS[part].map((field) => form[field]), (_, value: unknown) => (typeof value === 'string' ? value.trim() || undefined : (value ?? undefined)))
}

function order(form: Written): string {
  return JSON.stringify(form.steps.map(({ title }) => title.trim()))
}
