"""SISTRA's sheets and columns, and SISTRA's words by RETA's words for the same thing."""

from trama.twin.sampling import Weighted

CASE = "nro_carpeta_fiscal"
SHEETS: dict[str, tuple[str, ...]] = {
    "CASOS": (
        CASE,
        *[
            "fecha_ingreso",
            "distrito_fiscal",
            "fiscalia",
            "tipo_ingreso",
            "nro_atestado_pnp",
            "articulo",
        ],
        *["des_articulo", "agravantes", "etapa", "estado", "fecha_estado", "MARCA"],
    ),
    "AGRAVIADOS": (
        CASE,
        *["cod_agraviado", "iniciales", "apellidos_nombres", "tipo_doc", "nro_doc", "sexo", "edad"],
        *[
            "fecha_nacimiento",
            "nacionalidad",
            "ubigeo_nacimiento",
            "ubigeo_residencia",
            "estado_civil",
        ],
        *["grado_instruccion", "ocupacion", "factor_vulnerabilidad", "vinculo_imputado"],
        *["reserva_identidad", "MARCA"],
    ),
    "IMPUTADOS": (
        CASE,
        *[
            "cod_imputado",
            "apellidos_nombres",
            "alias",
            "doc",
            "sexo",
            "edad",
            "nacionalidad",
            "rol",
            "situacion",
        ],
        *["telefono", "cuenta_red_social", "MARCA"],
    ),
    "HECHOS": (
        CASE,
        *[
            "cod_agraviado",
            "cod_imputado",
            "fase",
            "fecha_desde",
            "fecha_hasta",
            "ubigeo",
            "direccion",
        ],
        *[
            "establecimiento",
            "medio_transporte",
            "empresa_transporte",
            "placa",
            "modalidad_captacion",
        ],
        *["medio", "finalidad", "MARCA"],
    ),
}
INCOMPLETE_SHARE = 0.12
"""Share of the carpetas without one of their stages (assumed). Nobody described the stage; the file
itself has no defect."""

FISCAL_DISTRICTS = {
    "15": (
        "LIMA CENTRO",
        "LIMA ESTE",
        "LIMA NORTE",
        "LIMA SUR",
        "LIMA NOROESTE",
        "CAÑETE",
        "HUAURA",
    ),
    "02": ("ANCASH", "DEL SANTA"),
    "20": ("PIURA", "SULLANA"),
    "12": ("JUNIN", "SELVA CENTRAL"),
}
RECRUITMENT = {
    "INTERNET": "REDES SOCIALES",
    "OTRO (ESPECIFICAR)": "CONVENCIMIENTO DE CONOCIDOS, AMIGOS O FAMILIARES",
}
MEANS = {"OTRO (ESPECIFICAR)": "ABUSO DE SITUACION DE VULNERABILIDAD"}
PURPOSES = {
    "EXPLOTACION SEXUAL": "PROSTITUCION",
    "TRABAJOS Y SERVICIOS FORZADOS": "TRABAJO FORZOSO",
    "TRAFICO DE ORGANOS TEJIDO HUMANO": "TRAFICO DE ORGANOS",
}
BONDS = {"OTRO (ESPECIFICAR)": "DESCONOCIDO"}
PHASES = {
    "CAPTACION": ("CAPTACION",),
    "TRANSPORTE": ("TRANSPORTE", "TRASLADO"),
    "RECEPCION": ("RECEPCION", "ACOGIDA"),
    "RETENCION": ("RETENCION",),
    "EXPLOTACION": ("EXPLOTACION",),
}
TRANSPORTS = {"BUS": "OMNIBUS", "FLUVIAL": "LANCHA", "AUTO": "AUTOMOVIL", "": ""}
FEMALE = {"CAPTADOR": "CAPTADORA", "EXPLOTADOR": "EXPLOTADORA", "RECEPTOR": "RECEPTORA"}
VULNERABILITY = Weighted(
    {
        ("NECESIDAD ECONOMICA",): 45.0,
        ("NECESIDAD ECONOMICA", "PROBLEMAS FAMILIARES"): 25.0,
        ("PROBLEMAS FAMILIARES",): 20.0,
        ("CONSUMO DE ALCOHOL O DROGAS",): 4.0,
        (): 6.0,
    }
)
CIVIL = Weighted({"SOLTERA": 62.0, "CONVIVIENTE": 22.0, "CASADA": 6.0, "SEPARADA": 4.0, "": 6.0})
JOBS = ("ESTUDIANTE", "SU CASA", "COMERCIANTE", "MESERA", "AGRICULTOR", "SIN OCUPACION")
NOBODY = ("L.Q.R.R.", "LQRR", "LOS QUE RESULTEN RESPONSABLES")
HIDDEN = ("RESERVADO", "********", "RESERVADO")
