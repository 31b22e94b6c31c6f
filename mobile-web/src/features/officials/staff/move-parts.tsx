// The two halves of a move: which post ends, and which one begins.
import { dayWithYear } from '@/shared/format/format'
import { Group } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { Choice, Input } from '@/shared/ui/field'
import type { OfficialPostsQuery } from './officials.generated'
import { text } from './text'
import { OrganPick, SectionPick, UnitPick } from './unit-pick'
import type { Place } from './unit-pick'

const words = text.moves

export type Posts = OfficialPostsQuery['officialPosts']

export interface Move {
  readonly ending: string
  readonly lastDay: string
  readonly unit: Place | undefined
  readonly section: string
  readonly organ: string
  readonly title: string
  readonly leads: boolean
  readonly isPublic: boolean
  readonly from: string
}

export const nothing: Move = { ending: '', lastDay: '', unit: undefined, section: '', organ: '', title: '', leads: false, isPublic: true, from: '' }

/** What is still empty. */
export function missingIn({ ending, lastDay, unit, title, from }: Move): readonly Refusal[] {
  return [
    ...(ending || unit ? [] : [{ field: 'endPostId', message: words.need.nothing }]),
    ...(ending && !lastDay ? [{ field: 'lastDay', message: words.need.lastDay }] : []),
    ...(unit && !title.trim() ? [{ field: 'title', message: words.need.title }] : []),
    ...(unit && !from ? [{ field: 'from', message: words.need.from }] : []),
  ]
}

interface Half {
  move: Move
  onChange: (part: Partial<Move>) => void
  wrong: (field: string) => string | undefined
}

export function Ending({ posts, move, onChange, wrong }: Half & { posts: Posts }) {
  return (
    <>
      <Group label={words.posts} error={wrong('endPostId')}>
        {posts.length === 0 && <p class="soft">{words.noPosts}</p>}
        <div class="choices">
          {posts.map(({ id, unitName, title, from, until }) => (
            <Choice key={id} checked={move.ending === id} onChange={(checked) => onChange({ ending: checked ? id : '' })} small={words.span(dayWithYear(from), until ? dayWithYear(until) : undefined)}>
              {unitName} {title}
            </Choice>
          ))}
        </div>
      </Group>
      {move.ending && <Input id="last-day" label={words.lastDay} value={move.lastDay} onValue={(lastDay) => onChange({ lastDay })} error={wrong('lastDay')} native={{ type: 'date' }} />}
    </>
  )
}

export function Beginning({ county, move, onChange, wrong }: Half & { county: string }) {
  return (
    <>
      <UnitPick county={county} value={move.unit} onValue={(unit) => onChange({ unit, section: '' })} error={wrong('unitId')} />
      {move.unit && (
        <>
          <SectionPick key={move.unit.id} county={county} unit={move.unit} value={move.section} onValue={(section) => onChange({ section })} />
          <OrganPick value={move.organ} onValue={(organ) => onChange({ organ })} error={wrong('organId')} />
          <Input id="job-title" label={words.jobTitle} value={move.title} onValue={(title) => onChange({ title })} error={wrong('title')} native={{ maxlength: 60 }} />
          <div class="choices">
            <Choice checked={move.leads} onChange={(leads) => onChange({ leads })}>
              {words.leads}
            </Choice>
            <Choice checked={move.isPublic} onChange={(isPublic) => onChange({ isPublic })}>
              {words.isPublic}
            </Choice>
          </div>
          <Input id="from" label={words.from} value={move.from} onValue={(from) => onChange({ from })} error={wrong('from')} native={{ type: 'date' }} />
        </>
      )}
    </>
  )
}
