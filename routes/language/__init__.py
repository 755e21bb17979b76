"""The language of routes: ``captar en Cusco > transportar{0,3} > recibir en Lima ; menor``."""
