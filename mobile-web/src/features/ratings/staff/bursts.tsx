// 集中评价: what was set aside, and the review of it.
import { useRef, useState } from 'preact/hooks'
import { characters, dayAndClock } from '@/shared/format/format'
import { useDone } from '@/shared/staff/done'
import { FormButtons, FormOops, Group, refusalOf, useFocusOnRefusal } from '@/shared/staff/form'
import type { Refusal } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending, useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Choice, TextArea } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { Failed, Waiting } from '@/shared/ui/states'
import { RatingBursts, ReviewRatingBurst, type BurstPartsFragment } from './ratings.generated'
import { BURSTS, text } from './text'

const FEWEST = 5

export function Bursts() {
  const { data, error, reload } = useStaffQuery(RatingBursts, { open: true })
  const [open, setOpen] = useState<BurstPartsFragment>()
  const [past, setPast] = useState(false)
  const [done, say] = useDone()
  const close = (what?: string) => {
    setOpen(undefined)
    if (!what) return
    say(what)
    reload()
  }
  return (
    <Section id="bursts" title={text.bursts}>
      {done}
      <p class="soft small">{text.burstsLead}</p>
      {!data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
      {data && <List bursts={data.ratingBursts} onOpen={setOpen} none={text.noBursts} />}
      {past ? (
        <Past />
      ) : (
        <button class="btn btn--text" type="button" onClick={() => setPast(true)}>
          {text.reviewed}
        </button>
      )}
      {open && <Review burst={open} onClose={close} />}
    </Section>
  )
}

function Past() {
  const { data, error, reload } = useStaffQuery(RatingBursts, { open: false })
  if (!data) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  return <List bursts={data.ratingBursts} none={text.noBursts} />
}

function List({ bursts, onOpen, none }: { bursts: readonly BurstPartsFragment[]; onOpen?: (burst: BurstPartsFragment) => void; none: string }) {
  if (bursts.length === 0) return <p class="mt3">{none}</p>
  return (
    <ul class="cells mt3">
      {bursts.map((one) => (
        <li key={one.id}>
          <Cell title={`${one.name} · ${one.unitName}`} sub={<Facts one={one} />} side={BURSTS[one.state]} onClick={onOpen && one.viewerCanReview ? () => onOpen(one) : undefined} />
        </li>
      ))}
    </ul>
  )
}

function Facts({ one }: { one: BurstPartsFragment }) {
  return (
    <>
      {text.burst(one.sheets, dayAndClock(one.fromAt), dayAndClock(one.untilAt))}
      {one.reason && (
        <>
          <br />
          {one.reason}
        </>
      )}
    </>
  )
}

function Review({ burst, onClose }: { burst: BurstPartsFragment; onClose: (what?: string) => void }) {
  const [counts, setCounts] = useState<boolean>()
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const { busy, fault, send } = useSending()
  const form = useRef<HTMLFormElement>(null)
  useFocusOnRefusal(form, refusals)
  const submit = (event: Event) => {
    event.preventDefault()
    const missing = [counts === undefined && { field: 'counts', message: text.need.counts }, characters(reason.trim()) < FEWEST && { field: 'reason', message: text.need.reason }].filter((one) => one !== false)
    if (missing.length > 0 || counts === undefined) return setRefusals(missing)
    send(async () => {
      const { reviewRatingBurst } = await staffRequest(ReviewRatingBurst, { input: { burstId: burst.id, counts, reason: reason.trim() } })
      setRefusals(reviewRatingBurst.errors)
      if (reviewRatingBurst.burst) onClose(text.done)
    })
  }
  return (
    <Sheet label={text.review} onClose={() => onClose()}>
      <h2>{burst.name}</h2>
      <p class="soft">
        {burst.unitName}
        <br />
        <Facts one={burst} />
      </p>
      <form ref={form} onSubmit={submit} noValidate>
        <FormOops refusals={refusals} fields={['counts', 'reason']} fault={fault} />
        <Group label={text.counts} error={refusalOf(refusals, 'counts')}>
          <Choice type="radio" name="counts" checked={counts === true} onChange={() => setCounts(true)}>
            {text.yes}
          </Choice>
          <Choice type="radio" name="counts" checked={counts === false} onChange={() => setCounts(false)}>
            {text.no}
          </Choice>
        </Group>
        <TextArea id="burst-reason" label={text.why} rows={3} value={reason} onValue={setReason} error={refusalOf(refusals, 'reason')} />
        <FormButtons busy={busy} send={text.send} cancel={text.cancel} onCancel={() => onClose()} />
      </form>
    </Sheet>
  )
}
