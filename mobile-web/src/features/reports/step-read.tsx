// Step 1: what is taken, who handles it, and what a reporter should know; nothing is ticked beforehand.
import { useState } from 'preact/hooks'
import { Ticks } from '@/shared/ui/cell'
import { Choice, FieldError } from '@/shared/ui/field'
import { Icon } from '@/shared/ui/icon'
import { Elsewhere } from './elsewhere'
import type { StepProps } from './form'
import { text } from './text'
import type { Intake } from './use-intake'

export function ReadStep({ form, patch, next, intake }: StepProps & { intake: Intake }) {
  const [missing, setMissing] = useState(false)
  const words = text.read
  const start = () => {
    if (form.understood) next()
    else {
      setMissing(true)
      document.getElementById('understood')?.focus()
    }
  }
  return (
    <>
      <h1>{words.title}</h1>
      {intake.elsewhere ? <Elsewhere channel={intake.elsewhere} /> : <Handler place={form.place} organ={intake.organ} />}
      <h2 class="as-h3 mt5">{words.takenTitle}</h2>
      <Ticks items={words.taken} />
      <h2 class="as-h3 mt5">{words.notTitle}</h2>
      <Ticks no items={[words.court, <Call key="110" words={words.danger} number="110" />]} />
      <h2 class="as-h3 mt5">{words.calmTitle}</h2>
      <ul class="ticks mt2">
        <li>
          <Icon name="lock" />
          {words.secrecy}
        </li>
        <li>
          <Icon name="tick" />
          {words.liability}
        </li>
        <li>
          <Icon name="phone" />
          <Call words={words.offline} number="12388" />
        </li>
      </ul>
      <div class="mt5">
        <Choice id="understood" checked={form.understood} error={missing && !form.understood} onChange={(understood) => patch({ understood })}>
          {words.consent}
        </Choice>
        {missing && !form.understood && <FieldError id="understood-error" text={words.consentMissing} />}
      </div>
      <button class="btn mt4" type="button" onClick={start}>
        {words.start}
      </button>
    </>
  )
}

function Handler({ place, organ }: { place: string; organ: string | undefined }) {
  return (
    <div class="note note--discipline mt4">
      <div class="note__row">
        <Icon name="shield" size={28} />
        <div>
          {place && (
            <p>
              <b>{text.read.from(place)}</b>
            </p>
          )}
          <p>
            {organ ? (
              <>
                {text.read.handled}
                <b>{organ}</b>
                {text.read.handledEnd}
              </>
            ) : (
              text.read.open
            )}
          </p>
        </div>
      </div>
    </div>
  )
}

function Call({ words, number }: { words: string; number: string }) {
  return (
    <>
      {words} <a href={`tel:${number}`}>{number}</a>
    </>
  )
}
