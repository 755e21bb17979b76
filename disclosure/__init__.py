"""Statistical disclosure control: tables of counts made safe to publish, and their audit."""
