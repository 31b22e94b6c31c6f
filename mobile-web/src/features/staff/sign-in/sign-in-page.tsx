// Signing in: county, login and password first, then the six digits of the authenticator; whoever was handed a first
// password makes the account his own instead.
import '@/shared/ui/css/staff.css'
import '@/shared/staff/staff.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { common } from '@/shared/text/common'
import { Bar } from '@/shared/ui/bar'
import { refreshSession } from '@/shared/staff/session'
import type { SignInMutation } from '@/shared/staff/session.generated'
import { useSession } from '@/shared/staff/use-staff'
import { text } from '../text'
import { CodeForm } from './code-form'
import { PasswordForm } from './password-form'
import { TakeForm } from './take-form'

export default function SignInPage() {
  const session = useSession()
  const { route, query } = useLocation()
  const [step, setStep] = useState<SignInMutation['signIn']>()
  const [note, setNote] = useState<string>()
  useEffect(() => {
    if (session.phase === 'unknown') void refreshSession()
    if (session.phase === 'in') route(wanted(query['to']), true)
  }, [session])
  const restart = (why?: string) => {
    setStep(undefined)
    setNote(why)
  }
  return (
    <>
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <header>
        <Bar kind="discipline">{common.product}</Bar>
      </header>
      <main id="main" class="page">
        <div class="signin">
          <Step step={step} note={note} onStep={setStep} onRestart={restart} />
          <p class="mt6">
            <a class="link" href="/track">
              {text.signIn.citizen}
            </a>
          </p>
        </div>
      </main>
    </>
  )
}

interface StepProps {
  step: SignInMutation['signIn'] | undefined
  note: string | undefined
  onStep: (step: SignInMutation['signIn']) => void
  onRestart: (why?: string) => void
}

function Step({ step, note, onStep, onRestart }: StepProps) {
  if (!step?.challenge) return <PasswordForm note={note} onChallenge={onStep} />
  if (step.needs.length > 0) return <TakeForm challenge={step.challenge} step={step} onRestart={onRestart} />
  return <CodeForm challenge={step.challenge} onRestart={onRestart} />
}

/** Where one wanted to go: a staff page of ours and nothing else, so that no link leads people away. */
function wanted(to: string | undefined): string {
  return to && /^\/staff(?:[/?#]|$)/.test(to) && !to.startsWith('/staff/sign-in') ? to : '/staff'
}
