"""Made-up files as Peruvian offices write them (SINTETICO), each in another shape.

Each file is the name of a sheet with its rows, the headings among them. No profile is shipped for
any of them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]

OFFICE_FILES: Mapping[str, Mapping[str, Rows]] = {
    "albergue": {
        "Hoja1": [
            ["apellidos", "nombres", "dni", "fecha_nac", "distrito"],
            ["QUISPE MAMANI", "ROSA ELENA", "40000123", "05/03/2008", "SAN JUAN DE LURIGANCHO"],
            ["FLORES CONDORI", "MARIA LUZ", "40000234", "17/11/2006", "ATE"],
            ["HUAMAN SOTO", "JUANA", "40000345", "28/01/2009", "CARABAYLLO"],
        ]
    },
    "comisaria": {
        "Hoja1": [
            ["RELACIÓN DE AGRAVIADAS (SINTETICO)"],
            ["N°", "N° DENUNCIA", "FEC. DENUNCIA", "FEC. HECHO", "COMISARÍA", "DPTO", "PROV",
             "DIST", "AGRAVIADA", "DNI AGRAV.", "EDAD AGRAV.", "SEXO AGRAV.", "DENUNCIADO",
             "DNI DENUNCIADO", "ALIAS", "CEL. DENUNCIADO", "DELITO", "EFECTIVO A CARGO"],
            [1, "2024-001", "03/02/2024", "01/02/2024", "COMISARIA PUNO", "PUNO", "PUNO", "PUNO",
             "QUISPE MAMANI, ROSA", "40000123", "16", "F", "ROJAS DIAZ, LUIS", "40000999", "CHATO",
             "987654321", "TRATA DE PERSONAS", "SO1 SINTETICO"],
            [2, "2024-002", "13/02/2024", "11/02/2024", "COMISARIA PUNO", "PUNO", "SAN ROMAN",
             "JULIACA", "FLORES CRUZ, ANA", "40000124", "15", "F", "SOTO RUIZ, PEDRO", "40000998",
             "", "986543210", "TRATA DE PERSONAS", "SO1 SINTETICO"],
        ]
    },
    "fiscalia": {
        "CARPETAS": [
            ["Carpeta Fiscal", "Fiscalía", "Distrito Fiscal", "Fecha de ingreso", "Artículo"],
            ["506-2024-1", "FISTRAP LIMA", "LIMA", "05/01/2024", "129-A"],
            ["506-2024-2", "FISTRAP LIMA", "LIMA", "15/01/2024", "129-A"],
        ],
        "AGRAVIADOS": [
            ["Carpeta Fiscal", "Ap. Paterno", "Ap. Materno", "Nombres", "Tipo Doc.", "Nro. Doc.",
             "Género", "F. Nac.", "Grado Instrucción", "Lugar de nacimiento"],
            ["506-2024-1", "QUISPE", "MAMANI", "ROSA", "DNI", "40000123", "F", "05/03/2008",
             "SECUNDARIA", "PUNO / PUNO / ACORA"],
            ["506-2024-2", "FLORES", "CRUZ", "ANA", "DNI", "40000124", "F", "17/03/2008",
             "PRIMARIA", "CUSCO / CUSCO / WANCHAQ"],
        ],
        "IMPUTADOS": [
            ["Carpeta Fiscal", "Apellidos y Nombres", "Documento", "Alias", "Rol", "Celular"],
            ["506-2024-1", "ROJAS DIAZ, LUIS", "40000999", "CHATO", "CAPTADOR", "987654321"],
            ["506-2024-2", "SOTO RUIZ, PEDRO", "40000998", "", "TRANSPORTISTA", "986543210"],
        ],
    },
    "involucrados": {
        "Hoja1": [
            ["COD_CASO", "CONDICION", "NOMBRE_COMPLETO", "NRO_DOCUMENTO", "SEXO", "CELULAR"],
            ["C-1", "VICTIMA", "Rosa Elena Quispe Mamani", "40000123", "M", ""],
            ["C-1", "IMPUTADO", "Luis Alberto Rojas Diaz", "40000999", "H", "987654321"],
            ["C-1", "TESTIGO", "Julia Torres Vega", "40000777", "M", "976543218"],
            ["C-2", "VICTIMA", "Ana Maria Flores Cruz", "40000124", "M", ""],
            ["C-2", "IMPUTADO", "Pedro Soto Ruiz", "40000998", "H", "986543210"],
        ]
    },
    "casos_anchos": {
        "Hoja1": [
            ["Expediente", "Víctima 1", "DNI víctima 1", "Víctima 2", "DNI víctima 2", "Imputado 1",
             "Imputado 2", "Lugar de captación", "Lugar de explotación", "Finalidad"],
            ["E-1", "QUISPE MAMANI, ROSA", "40000123", "FLORES CRUZ, ANA", "40000124",
             "ROJAS DIAZ, LUIS", "SOTO RUIZ, PEDRO", "PUNO / PUNO / ACORA",
             "MADRE DE DIOS / TAMBOPATA / INAMBARI", "EXPLOTACION SEXUAL"],
            ["E-2", "HUANCA APAZA, EVA", "40000125", "", "", "VEGA LUNA, JOSE", "",
             "CUSCO / CUSCO / CUSCO", "LIMA / LIMA / ATE", "MENDICIDAD"],
        ]
    },
    "usuarias": {
        "Hoja1": [
            ["Nº FICHA", "USUARIA", "F. INGRESO", "EDAD", "NIVEL EDUCATIVO", "EST. CIVIL",
             "TIPO DE EXPLOTACIÓN", "PSICÓLOGA", "OBS."],
            ["F-01", "Rosa Quispe Mamani", "03/01/2024", "16", "Secundaria", "Soltera",
             "Explotación sexual", "Lic. SINTETICA", "-"],
            ["F-02", "Ana Flores Cruz", "13/01/2024", "15", "Primaria", "Soltera",
             "Explotación laboral", "Lic. SINTETICA", "-"],
        ]
    },
    "etapas": {
        "Hoja1": [
            ["Exp", "Momento", "Fecha", "Región", "Provincia", "Distrito", "Agraviada",
             "Presunto responsable", "Medio de transporte", "Placa"],
            ["E-1", "Captación", "13/01/2024", "Puno", "Puno", "Acora", "QUISPE MAMANI, ROSA",
             "ROJAS DIAZ, LUIS", "", ""],
            ["E-1", "Traslado", "14/01/2024", "Cusco", "Cusco", "Wanchaq", "QUISPE MAMANI, ROSA",
             "ROJAS DIAZ, LUIS", "Bus", "V1A-234"],
        ]
    },
    "formulario": {
        "Hoja1": [
            ["g/apellidoPaterno", "g/apellidoMaterno", "g/primerNombre", "g/segundoNombre",
             "g/fechaNacimiento", "g/nroDocumento", "departamentoResidencia",
             "provinciaResidencia", "distritoResidencia"],
            ["QUISPE", "MAMANI", "ROSA", "ELENA", "2008-03-25", "40000123", "PUNO", "PUNO",
             "ACORA"],
            ["FLORES", "CRUZ", "ANA", "MARIA", "2007-03-15", "40000124", "LIMA", "LIMA", "ATE"],
        ]
    },
    "sin_encabezados": {
        "Hoja1": [
            ["c1", "c2", "c3"],
            ["ROSA QUISPE MAMANI", "40000123", "F"],
            ["ANA FLORES CRUZ", "40000124", "F"],
            ["EVA HUANCA APAZA", "40000125", "F"],
        ]
    },
}  # fmt: skip


def write_office_file(folder: Path, name: str) -> Path:
    """Write one of the files as a workbook, and return its path."""
    path = folder / f"{name}_SINTETICO.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    for sheet, rows in OFFICE_FILES[name].items():
        written = workbook.add_worksheet(sheet)
        for line, row in enumerate(rows):
            written.write_row(line, 0, row)
    workbook.close()
    return path
