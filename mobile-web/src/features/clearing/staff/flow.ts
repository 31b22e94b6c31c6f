// Steps of a form, and what happens to ways and risks where one comes, goes or moves: they name steps by their numbers.
import type { FlowWayInput } from '@/shared/graphql/schema.generated'
import type { StepRow, Written } from './content'
import { isOnward } from './ways'

/** Takes a step out: what leads to it or from it goes too, and what is behind it gets the number before. */
export function withoutStep(form: Written, at: number): Written {
  const gone = at + 1
  const before = (number: number) => (number > gone ? number - 1 : number)
  const touches = ({ fromNumber, toNumber }: FlowWayInput) => fromNumber === gone || toNumber === gone
  return {
    ...form,
    steps: form.steps.filter((_, place) => place !== at),
    ways: form.ways.filter((way) => !touches(way)).map((way) => ({ ...way, fromNumber: before(way.fromNumber), toNumber: before(way.toNumber) })),
    risks: form.risks.map((risk) => {
      const { stepNumber } = risk
      return { ...risk, stepNumber: stepNumber == null || stepNumber === gone ? null : before(stepNumber) }
    }),
  }
}

/** Puts a step before another: what led on to that one leads to the new one; who is sent back goes to where he was sent. */
export function withStepBefore(form: Written, at: number, step: StepRow): Written {
  const fresh = at + 1
  const behind = (number: number) => (number >= fresh ? number + 1 : number)
  const ways = form.ways.map((way) => {
    const toNumber = isOnward(way) && way.toNumber === fresh ? fresh : behind(way.toNumber)
    return { ...way, fromNumber: behind(way.fromNumber), toNumber }
  })
  const risks = form.risks.map((risk) => ({ ...risk, stepNumber: risk.stepNumber == null ? null : behind(risk.stepNumber) }))
  return { ...form, steps: [...form.steps.slice(0, at), step, ...form.steps.slice(at)], ways, risks }
}

/**
 * Lets two neighbours change places, the one at this place and the one before it. Risks and returns go with their steps. Where
 * one follows the other, the way through the flow stays as it is; where they stand beside each other, their ways go with them.
 */
export function withStepUp(form: Written, at: number): Written {
  const [one, other] = [form.steps[at - 1], form.steps[at]]
  if (!one || !other) return form
  const [low, high] = [at, at + 1]
  const moved = (number: number) => (number === low ? high : number === high ? low : number)
  const onward = form.ways.filter(isOnward)
  const follows = onward.some((way) => way.fromNumber === low && way.toNumber === high) || !onward.some((way) => way.fromNumber === low || way.toNumber === high)
  const stays = (way: FlowWayInput) => {
    const isBetween = [way.fromNumber, way.toNumber].every((number) => number === low || number === high)
    return isBetween || (follows && isOnward(way))
  }
  return {
    ...form,
    steps: form.steps.map((step, place) => (place === at - 1 ? other : place === at ? one : step)),
    ways: form.ways.map((way) => (stays(way) ? way : { ...way, fromNumber: moved(way.fromNumber), toNumber: moved(way.toNumber) })),
    risks: form.risks.map((risk) => ({ ...risk, stepNumber: risk.stepNumber == null ? null : moved(risk.stepNumber) })),
  }
}
