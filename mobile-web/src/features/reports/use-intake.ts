// Who would handle it, asked before a word is written.
import { useQuery } from '@/shared/graphql/use-query'
import type { ReportForm } from './form'
import { IntakeRoute, type IntakeRouteQuery } from './report.generated'

export type Channel = NonNullable<IntakeRouteQuery['intakeRoute']['elsewhere']>

export interface Intake {
  organ: string | undefined
  /** The right channel, when it is not for this county: nothing is stored then. */
  elsewhere: Channel | undefined
  pending: boolean
  failed: boolean
  retry: () => void
}

/** Asks again whenever the subjects change. */
export function useIntake(form: ReportForm): Intake {
  const first = form.units[0]
  const subjectIds = form.chosen.length > 0 ? form.chosen.map((subject) => subject.id).sort() : first ? [first.id] : []
  const { data, error, pending, reload } = useQuery(IntakeRoute, { county: form.county, subjectIds }, { skip: subjectIds.length === 0 })
  const route = data?.intakeRoute
  return {
    organ: route?.organ?.name,
    elsewhere: route?.elsewhere ?? undefined,
    pending,
    failed: error !== undefined,
    retry: reload,
  }
}
