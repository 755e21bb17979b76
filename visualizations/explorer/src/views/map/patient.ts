/** A map that draws once its data have arrived, and not at each step on their way. */
import { Map as MapLibre } from 'maplibre-gl';

/** Milliseconds for which data may hold up the drawing; a gesture waits for nothing. */
const PATIENCE = 1_500;

/**
 * MapLibre draws when a source is given data, again when its worker has read them, and again for each
 * tile: six frames for one answer. Without a graphics card a frame of all districts takes a fifth of a
 * second, so only the last of them is worth its time.
 */
export class PatientMap extends MapLibre {
  private waiting = 0;
  private wanted = false;

  override triggerRepaint(): void {
    if (this.waiting && !this.isMoving()) this.wanted = true;
    else super.triggerRepaint();
  }

  /** Draw nothing until a source has read what `give` gives it, within the bounds of patience. */
  async holdFor(source: string, give: () => Promise<void>): Promise<void> {
    this.waiting += 1;
    let timer = 0;
    const late = new Promise<void>((resolve) => (timer = window.setTimeout(resolve, PATIENCE)));
    try {
      await Promise.race([give().then(() => this.loadedTiles(source)), late]);
    } finally {
      window.clearTimeout(timer);
      this.waiting -= 1;
      if (!this.waiting && this.wanted) {
        this.wanted = false;
        super.triggerRepaint();
      }
    }
  }

  private loadedTiles(source: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.isSourceLoaded(source)) return;
        this.off('sourcedata', look);
        resolve();
      };
      this.on('sourcedata', look);
      look();
    });
  }
}
