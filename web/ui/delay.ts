// Things that wait a moment before they show: skeletons appear only after 200 ms, so quick answers never flicker.
import { useEffect, useState } from 'react';

export const SKELETON_AFTER_MS = 200;

/** True once `active` has held for `ms`. */
export function useDelayed(active: boolean, ms = SKELETON_AFTER_MS): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!active) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), ms);
    return () => clearTimeout(timer);
  }, [active, ms]);
  return active && shown;
}
