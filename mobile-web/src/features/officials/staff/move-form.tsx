// One move: the post that ends, the post that begins, or both.
import { useRef, useState } from 'preact/hooks'
import { FormOops, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Beginning, Ending, missingIn, nothing } from './move-parts'
import type { Move, Posts } from './move-parts'
import { MoveOfficial } from './officials.generated'
import { text } from './text'

const FIELDS = ['endPostId', 'lastDay', 'unitId', 'organId', 'title', 'from'] as const

interface Props {
  official: string
  county: string
  posts: Posts
  onDone: () => void
}

export function MoveForm({ official, county, posts, onDone }: Props) {
  const [move, setMove] = useState<Move>(nothing)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const wrong = (field: string) => refusalOf(refusals, field)
  const change = (part: Partial<Move>) => setMove({ ...move, ...part })
  const submit = (event: Event) => {
    event.preventDefault()
    const found = missingIn(move)
    setRefusals(found)
    if (found.length > 0) return
    const { ending, lastDay, unit, section, organ, title, leads, isPublic, from } = move
    const end = ending ? { endPostId: ending, lastDay } : {}
    const begin = unit ? { unitId: unit.id, sectionId: section || null, organId: organ || null, title: title.trim(), leadsUnit: leads, isPublic, from } : {}
    send(async () => {
      const { moveOfficial } = await staffRequest(MoveOfficial, { input: { officialId: official, ...end, ...begin } })
      setRefusals(moveOfficial.errors)
      if (moveOfficial.errors.length === 0) onDone()
    })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <FormOops refusals={refusals} fields={FIELDS} fault={fault} />
      <Ending posts={posts} move={move} onChange={change} wrong={wrong} />
      <Beginning county={county} move={move} onChange={change} wrong={wrong} />
      <button class="btn mt5" type="submit" aria-disabled={busy}>
        {text.moves.send}
      </button>
    </form>
  )
}
