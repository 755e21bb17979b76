"""Small exports of both registries, written row by row, about invented people."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Row = Mapping[str, str]

RETA = [
    "NRO_REGISTRO",
    "FECHA_REGISTRO",
    "FECHA_HECHO",
    "UNIDAD_PNP",
    "DPTO",
    "PROV",
    "DIST",
    "UBIGEO",
    "TIPO_INGRESO",
    "TIPO_DELITO",
    "ARTICULO",
    "APE_PATERNO_VICT",
    "APE_MATERNO_VICT",
    "NOMBRES_VICT",
    "TIPO_DOC_VICT",
    "NRO_DOC_VICT",
    "SEXO_VICT",
    "EDAD_VICT",
    "FEC_NAC_VICT",
    "NACIONALIDAD_VICT",
    "LUGAR_NAC_VICT",
    "DOMICILIO_VICT",
    "INSTRUCCION",
    "CAPTACION",
    "LUGAR_CAPTACION",
    "MEDIO_EMPLEADO",
    "FINALIDAD",
    "LUGAR_EXPLOTACION",
    "TIPO_RECLUTAMIENTO",
    "VINCULO_TRATANTE",
    "PERSONA_DENUNCIA",
    "APE_NOM_TRATANTE",
    "ALIAS_TRATANTE",
    "NRO_DOC_TRATANTE",
    "SITUACION_TRATANTE",
    "DESTINO_HECHO",
    "TELEFONO_TRATANTE",
    "MARCA",
]

SISTRA = {
    "CASOS": "nro_carpeta_fiscal,fecha_ingreso,distrito_fiscal,fiscalia,tipo_ingreso,"
    "nro_atestado_pnp,articulo,des_articulo,agravantes,etapa,estado,fecha_estado,MARCA",
    "AGRAVIADOS": "nro_carpeta_fiscal,cod_agraviado,iniciales,tipo_doc,nro_doc,sexo,edad,"
    "fecha_nacimiento,nacionalidad,ubigeo_nacimiento,ubigeo_residencia,estado_civil,"
    "grado_instruccion,ocupacion,factor_vulnerabilidad,vinculo_imputado,reserva_identidad,MARCA",
    "IMPUTADOS": "nro_carpeta_fiscal,cod_imputado,apellidos_nombres,alias,doc,sexo,edad,"
    "nacionalidad,rol,situacion,MARCA",
    "HECHOS": "nro_carpeta_fiscal,cod_agraviado,cod_imputado,fase,fecha_desde,fecha_hasta,ubigeo,"
    "direccion,establecimiento,medio_transporte,empresa_transporte,modalidad_captacion,medio,"
    "finalidad,MARCA",
}

REGISTRATION = {
    "NRO_REGISTRO": "SINT-2017-000001",
    "FECHA_REGISTRO": "10/03/2017",
    "FECHA_HECHO": "05/03/2017",
    "UNIDAD_PNP": "DEPINTRAP LIMA (SINTETICO)",
    "DPTO": "LIMA",
    "PROV": "LIMA",
    "DIST": "SAN JUAN DE LURIGANCHO",
    "UBIGEO": "150132",
    "ARTICULO": "153",
    "APE_PATERNO_VICT": "SINTETICA",
    "APE_MATERNO_VICT": "QUISPE",
    "NOMBRES_VICT": "ROSA",
    "TIPO_DOC_VICT": "DNI",
    "NRO_DOC_VICT": "00000101",
    "SEXO_VICT": "F",
    "EDAD_VICT": "17",
    "LUGAR_CAPTACION": "CUSCO / CUSCO / CUSCO",
    "CAPTACION": "OFERTA DE TRABAJO",
    "APE_NOM_TRATANTE": "FICTICIO CONDORI, JUAN",
    "NRO_DOC_TRATANTE": "00000201",
    "MARCA": "SINTETICO",
}


def write_reta(path: Path, *rows: Row) -> Path:
    """Write a RETA export; each row changes some cells of REGISTRATION."""
    with path.open("w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(RETA)
        for row in rows:
            cells = REGISTRATION | row
            out.writerow([cells.get(name, "") for name in RETA])
    return path


def write_sistra(path: Path, **sheets: Sequence[Row]) -> Path:
    """Write a SISTRA workbook with these rows; missing cells are empty."""
    book = xlsxwriter.Workbook(str(path))
    for name, header in SISTRA.items():
        columns = header.split(",")
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, columns)
        for line, row in enumerate(sheets.get(name, ()), start=1):
            cells = {"MARCA": "SINTETICO", **row}
            sheet.write_row(line, 0, [cells.get(column, "") for column in columns])
    book.close()
    return path
