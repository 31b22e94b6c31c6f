// Steps 3 to 6 come in a chunk of their own: whoever only reads the first screen does not pay for them.
import { useEffect, useState } from 'preact/hooks'
import type { ComponentType } from 'preact'
import { RequestError } from '@/shared/graphql/client'
import { Failed, Waiting } from '@/shared/ui/states'
import type { StepProps } from './form'

export interface LaterProps extends StepProps {
  step: number
  go: (step: number) => void
  organ: string | undefined
}

type Loaded = ComponentType<LaterProps>

let loaded: Loaded | undefined

export function Later(props: LaterProps) {
  const [Steps, setSteps] = useState<Loaded | undefined>(() => loaded)
  const [failed, setFailed] = useState(false)
  const load = () => {
    setFailed(false)
    import('./later-steps').then(
      (module) => {
        loaded = module.default
        setSteps(() => module.default)
      },
      () => setFailed(true),
    )
  }
  useEffect(() => {
    if (!Steps) load()
  }, [])
  if (Steps) return <Steps {...props} />
  return failed ? <Failed error={new RequestError('offline')} retry={load} /> : <Waiting />
}
